#include "extract/detail/link_kinds.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <vector>

#include "text/ascii.h"
#include "text/bytes64.h"

namespace newsloom::extract {
namespace {

constexpr std::size_t kLongest = 200;

constexpr std::uint32_t bit(LinkKind kind) { return 1U << static_cast<unsigned>(kind); }

struct Part {
    std::string_view word;
    LinkKind kind;
};
// Words of paths in several languages: a folder, or the beginning of one.
constexpr Part kFolders[] = {
    {"tag", LinkKind::tag},
    {"tags", LinkKind::tag},
    {"topic", LinkKind::tag},
    {"topics", LinkKind::tag},
    {"thema", LinkKind::tag},
    {"themen", LinkKind::tag},
    {"theme", LinkKind::tag},
    {"themes", LinkKind::tag},
    {"sujet", LinkKind::tag},
    {"tema", LinkKind::tag},
    {"temas", LinkKind::tag},
    {"temi", LinkKind::tag},
    {"etiqueta", LinkKind::tag},
    {"etiquetas", LinkKind::tag},
    {"keyword", LinkKind::tag},
    {"keywords", LinkKind::tag},
    {"assunto", LinkKind::tag},
    {"assuntos", LinkKind::tag},
    {"onderwerp", LinkKind::tag},
    {"emne", LinkKind::tag},
    {"emner", LinkKind::tag},
    {"amne", LinkKind::tag},
    {"aihe", LinkKind::tag},
    {"temat", LinkKind::tag},
    {"stitek", LinkKind::tag},
    {"cimke", LinkKind::tag},
    {"etiket", LinkKind::tag},
    {"konu", LinkKind::tag},
    {"topik", LinkKind::tag},
    {"chu-de", LinkKind::tag},
    {"schlagwort", LinkKind::tag},
    {"dossier", LinkKind::tag},
    {"category", LinkKind::tag},
    {"author", LinkKind::author},
    {"authors", LinkKind::author},
    {"autor", LinkKind::author},
    {"autoren", LinkKind::author},
    {"autores", LinkKind::author},
    {"auteur", LinkKind::author},
    {"auteurs", LinkKind::author},
    {"autore", LinkKind::author},
    {"autori", LinkKind::author},
    {"staff", LinkKind::author},
    {"people", LinkKind::author},
    {"by", LinkKind::author},
    {"profile", LinkKind::author},
    {"profil", LinkKind::author},
    {"redaktion", LinkKind::author},
    {"journalist", LinkKind::author},
    {"forfatter", LinkKind::author},
    {"kirjoittaja", LinkKind::author},
    {"contributors", LinkKind::author},
    {"person", LinkKind::author},
    {"reporter", LinkKind::author},
    {"yazar", LinkKind::author},
    {"writer", LinkKind::author},
    {"subscribe", LinkKind::subscribe},
    {"subscription", LinkKind::subscribe},
    {"subscriptions", LinkKind::subscribe},
    {"abo", LinkKind::subscribe},
    {"abos", LinkKind::subscribe},
    {"abonnement", LinkKind::subscribe},
    {"abonnements", LinkKind::subscribe},
    {"abonner", LinkKind::subscribe},
    {"abonnez", LinkKind::subscribe},
    {"suscri", LinkKind::subscribe},
    {"assine", LinkKind::subscribe},
    {"assinatura", LinkKind::subscribe},
    {"abbona", LinkKind::subscribe},
    {"prenumer", LinkKind::subscribe},
    {"predplat", LinkKind::subscribe},
    {"tilaa", LinkKind::subscribe},
    {"offer", LinkKind::subscribe},
    {"offers", LinkKind::subscribe},
    {"angebot", LinkKind::subscribe},
    {"offre", LinkKind::subscribe},
    {"plus", LinkKind::subscribe},
    {"premium", LinkKind::subscribe},
    {"paper", LinkKind::subscribe},
    {"epaper", LinkKind::subscribe},
    {"e-paper", LinkKind::subscribe},
    {"donate", LinkKind::donate},
    {"donation", LinkKind::donate},
    {"support", LinkKind::donate},
    {"spende", LinkKind::donate},
    {"spenden", LinkKind::donate},
    {"don", LinkKind::donate},
    {"dons", LinkKind::donate},
    {"soutenir", LinkKind::donate},
    {"membership", LinkKind::donate},
    {"member", LinkKind::donate},
    {"members", LinkKind::donate},
    {"join", LinkKind::donate},
    {"contribute", LinkKind::donate},
    {"give", LinkKind::donate},
    {"dona", LinkKind::donate},
    {"socios", LinkKind::donate},
    {"mitglied", LinkKind::donate},
    {"unterstuetzen", LinkKind::donate},
    {"apoie", LinkKind::donate},
    {"sostieni", LinkKind::donate},
    {"steun", LinkKind::donate},
    {"wesprzyj", LinkKind::donate},
    {"newsletter", LinkKind::newsletter},
    {"newsletters", LinkKind::newsletter},
    {"nieuwsbrief", LinkKind::newsletter},
    {"nyhetsbrev", LinkKind::newsletter},
    {"nyhedsbrev", LinkKind::newsletter},
    {"boletin", LinkKind::newsletter},
    {"boletines", LinkKind::newsletter},
    {"email", LinkKind::newsletter},
    {"emails", LinkKind::newsletter},
    {"briefing", LinkKind::newsletter},
    {"login", LinkKind::account},
    {"log-in", LinkKind::account},
    {"signin", LinkKind::account},
    {"sign-in", LinkKind::account},
    {"signup", LinkKind::account},
    {"sign-up", LinkKind::account},
    {"register", LinkKind::account},
    {"registration", LinkKind::account},
    {"account", LinkKind::account},
    {"konto", LinkKind::account},
    {"compte", LinkKind::account},
    {"connexion", LinkKind::account},
    {"anmelden", LinkKind::account},
    {"mypage", LinkKind::account},
    {"auth", LinkKind::account},
    {"user", LinkKind::account},
    {"privacy", LinkKind::legal},
    {"terms", LinkKind::legal},
    {"legal", LinkKind::legal},
    {"cookie", LinkKind::legal},
    {"cookies", LinkKind::legal},
    {"impressum", LinkKind::legal},
    {"datenschutz", LinkKind::legal},
    {"agb", LinkKind::legal},
    {"imprint", LinkKind::legal},
    {"mentions-legales", LinkKind::legal},
    {"confidentialite", LinkKind::legal},
    {"privacidad", LinkKind::legal},
    {"aviso-legal", LinkKind::legal},
    {"privacidade", LinkKind::legal},
    {"copyright", LinkKind::legal},
    {"disclaimer", LinkKind::legal},
    {"corrections", LinkKind::legal},
    {"ethics", LinkKind::legal},
    {"policy", LinkKind::legal},
    {"policies", LinkKind::legal},
    {"comments", LinkKind::comments},
    {"search", LinkKind::search},
    {"suche", LinkKind::search},
    {"recherche", LinkKind::search},
    {"buscar", LinkKind::search},
    {"podcast", LinkKind::listen},
    {"podcasts", LinkKind::listen},
    {"audio", LinkKind::listen},
    {"video", LinkKind::listen},
    {"videos", LinkKind::listen},
    {"shop", LinkKind::shop},
    {"store", LinkKind::shop},
    {"boutique", LinkKind::shop},
    {"tienda", LinkKind::shop},
    {"loja", LinkKind::shop},
    {"tickets", LinkKind::shop},
    {"events", LinkKind::shop},
    {"event", LinkKind::shop},
    {"cart", LinkKind::shop},
    {"product", LinkKind::shop},
    {"deals", LinkKind::shop},
    {"apps", LinkKind::store},
    {"app", LinkKind::store},
};

struct HostPart {
    std::string_view part;
    LinkKind kind;
};
// Networks and stores that sites everywhere link to.
constexpr HostPart kHosts[] = {
    {"facebook.", LinkKind::network},   {"twitter.", LinkKind::network},     {"//x.com", LinkKind::network},
    {"instagram.", LinkKind::network},  {"youtube.", LinkKind::network},     {"linkedin.", LinkKind::network},
    {"tiktok.", LinkKind::network},     {"whatsapp", LinkKind::network},     {"t.me/", LinkKind::network},
    {"telegram", LinkKind::network},    {"pinterest.", LinkKind::network},   {"reddit.", LinkKind::network},
    {"threads.", LinkKind::network},    {"bsky.", LinkKind::network},        {"mastodon", LinkKind::network},
    {"flipboard.", LinkKind::network},  {"news.google.", LinkKind::network}, {"vk.com", LinkKind::network},
    {"weibo.", LinkKind::network},      {"line.me", LinkKind::network},      {"kakao", LinkKind::network},
    {"hatena.", LinkKind::network},     {"getpocket.", LinkKind::network},   {"apps.apple.", LinkKind::store},
    {"itunes.apple.", LinkKind::store}, {"play.google.", LinkKind::store},   {"podcasts.apple.", LinkKind::listen},
    {"spotify.", LinkKind::listen},     {"patreon.", LinkKind::donate},      {"paypal.", LinkKind::donate},
    {"steadyhq.", LinkKind::donate},    {"ko-fi.", LinkKind::donate},        {"amazon.", LinkKind::shop},
    {"amzn.", LinkKind::shop},          {"eventbrite.", LinkKind::shop},
};

std::string_view host_of(std::string_view url) {
    const auto begin = url.find("//");
    if (begin == std::string_view::npos) return {};
    url.remove_prefix(begin + 2);
    url = url.substr(0, url.find_first_of("/?#:"));
    return url.starts_with("www.") ? url.substr(4) : url;
}

/// The first eight bytes at that place of a buffer that goes on as far.
std::uint64_t eight_bytes(const char* bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

std::uint32_t kinds_of_rel(std::string_view rel) {
    if (rel.empty()) return 0;
    std::uint32_t kinds = 0;
    if (rel.find("sponsored") != std::string_view::npos) kinds |= bit(LinkKind::paid);
    if (rel.find("author") != std::string_view::npos) kinds |= bit(LinkKind::author);
    if (rel == "tag" || rel.starts_with("tag ") || rel.ends_with(" tag")) kinds |= bit(LinkKind::tag);
    return kinds;
}

/// Links that lead nowhere else: within the page, to a mail program.
std::uint32_t kinds_within(std::string_view href) {
    if (href.empty() || href.starts_with("javascript")) return bit(LinkKind::none);
    if (href.front() == '#')
        return bit(href.size() > 1 ? LinkKind::fragment : LinkKind::none) |
               (href.find("comment") != std::string_view::npos ? bit(LinkKind::comments) : 0U);
    if (href.starts_with("mailto:") || href.starts_with("tel:"))
        return bit(href.find("body=") != std::string_view::npos || href.find("subject=") != std::string_view::npos
                       ? LinkKind::send
                       : LinkKind::address);
    return 0;
}

/// A network's address that takes something along.
bool sends(std::string_view href) {
    return href.find("share") != std::string_view::npos || href.find("intent/") != std::string_view::npos ||
           href.find("url=") != std::string_view::npos || href.find("u=http") != std::string_view::npos ||
           href.find("text=") != std::string_view::npos;
}

std::uint32_t host_kind(const HostPart& part, std::string_view href) {
    return bit(part.kind == LinkKind::network && sends(href) ? LinkKind::send : part.kind);
}

bool is_paid(std::string_view href) {
    return href.find("affiliate") != std::string_view::npos || href.find("utm_medium=aff") != std::string_view::npos;
}

bool leads_to_comments(std::string_view href) {
    return href.find("#comment") != std::string_view::npos || href.find("#respond") != std::string_view::npos ||
           href.find("#disqus") != std::string_view::npos;
}

/// What the number of folders says, and how long the longest is: a last part of three words or more, or of digits, is a
/// text's own.
std::uint32_t kind_of_path(std::size_t parts, std::size_t longest, std::size_t digits) {
    if (parts == 0) return bit(LinkKind::home);
    if (longest >= 3 || digits >= 4) return bit(LinkKind::article);
    return parts <= 2 ? bit(LinkKind::section) : 0;
}

std::uint32_t folder_kind(std::string_view part) {
    for (const Part& folder : kFolders) {
        if (folder.word.size() < 5 ? part == folder.word : part.starts_with(folder.word)) return bit(folder.kind);
    }
    return 0;
}

/// kFolders by their first letter.
class Folders {
  public:
    Folders() {
        for (const Part& part : kFolders) {
            std::array<char, 8> front{};
            std::array<char, 8> mask{};
            part.word.copy(front.data(), front.size());
            std::fill_n(mask.begin(), std::min(part.word.size(), mask.size()), '\xFF');
            by_letter_[at(part.word.front())].push_back({eight_bytes(front.data()), eight_bytes(mask.data()), part});
        }
    }
    /// `front`: the eight bytes from the part's first on.
    [[nodiscard]] std::uint32_t kind(std::string_view part, std::uint64_t front) const {
        for (const Entry& entry : by_letter_[at(part.front())]) {
            if ((front & entry.mask) != entry.front) continue;
            const std::string_view word = entry.part.word;
            if (word.size() < 5 ? part.size() == word.size() : part.starts_with(word)) return bit(entry.part.kind);
        }
        return 0;
    }

  private:
    struct Entry {
        std::uint64_t front, mask;  // the word's first eight bytes, and which of them it has
        Part part;
    };
    static std::size_t at(char c) { return c >= 'a' && c <= 'z' ? static_cast<std::size_t>(c - 'a') : 26; }
    std::array<std::vector<Entry>, 27> by_letter_;
};

/// kHosts by their first three bytes, one bit for each.
class Hosts {
  public:
    Hosts() {
        for (std::size_t i = 0; i < std::size(kHosts); ++i) {
            for (std::size_t k = 0; k < 3; ++k)
                at_[k][static_cast<unsigned char>(kHosts[i].part[k])] |= std::uint64_t{1} << i;
        }
    }
    /// The first of the list that stands in the address. Two bytes can be read beyond its end.
    [[nodiscard]] const HostPart* find(std::string_view href) const {
        std::uint64_t found = 0;
        const auto* bytes = reinterpret_cast<const unsigned char*>(href.data());
        for (std::size_t i = 0; i < href.size(); ++i) {
            std::uint64_t may = at_[0][bytes[i]] & at_[1][bytes[i + 1]] & at_[2][bytes[i + 2]];
            for (; may != 0; may &= may - 1) {
                const std::string_view part = kHosts[std::countr_zero(may)].part;
                if (href.substr(i).starts_with(part)) found |= may & -may;
            }
        }
        return found == 0 ? nullptr : &kHosts[std::countr_zero(found)];
    }

  private:
    static_assert(std::size(kHosts) <= 64);
    std::array<std::array<std::uint64_t, 256>, 3> at_{};
};

/// Places of one kind of byte in an address.
struct Places {
    std::array<std::uint64_t, 4> words{};
    static constexpr std::size_t kNone = 256;

    /// The first at or after `at`.
    [[nodiscard]] std::size_t next(std::size_t at) const {
        for (std::size_t k = at / 64; k < words.size(); ++k) {
            const std::uint64_t word = k == at / 64 ? words[k] >> (at % 64) << (at % 64) : words[k];
            if (word != 0) return k * 64 + static_cast<std::size_t>(std::countr_zero(word));
        }
        return kNone;
    }
    /// The last in [begin, end), or `begin`.
    [[nodiscard]] std::size_t last(std::size_t begin, std::size_t end) const {
        std::size_t result = begin;
        each(begin, end, [&result](std::size_t k, std::uint64_t word) {
            if (word != 0) result = k * 64 + static_cast<std::size_t>(std::bit_width(word)) - 1;
        });
        return result;
    }
    [[nodiscard]] std::size_t count(std::size_t begin, std::size_t end) const {
        std::size_t result = 0;
        each(begin, end,
             [&result](std::size_t, std::uint64_t word) { result += static_cast<std::size_t>(std::popcount(word)); });
        return result;
    }
    /// The first of two that stand side by side.
    [[nodiscard]] std::size_t pair() const {
        for (std::size_t k = 0; k < words.size(); ++k) {
            const std::uint64_t after = words[k] >> 1 | (k + 1 < words.size() ? words[k + 1] << 63 : 0);
            if ((words[k] & after) != 0) return k * 64 + static_cast<std::size_t>(std::countr_zero(words[k] & after));
        }
        return kNone;
    }

  private:
    template <class F>
    void each(std::size_t begin, std::size_t end, F f) const {
        for (std::size_t k = begin / 64; k * 64 < end; ++k) {
            std::uint64_t word = words[k];
            if (k == begin / 64) word = word >> (begin % 64) << (begin % 64);
            if (end - k * 64 < 64) word &= (std::uint64_t{1} << (end - k * 64)) - 1;
            f(k, word);
        }
    }
};

}  // namespace

std::string_view site_of(std::string_view host) {
    const auto last = host.rfind('.');
    if (last == std::string_view::npos || last == 0) return host;
    auto before = host.rfind('.', last - 1);
    if (before == std::string_view::npos) return host;
    if (last - before <= 4 && before > 0) {  // co.uk and the like
        const auto third = host.rfind('.', before - 1);
        before = third == std::string_view::npos ? before : third;
        if (third == std::string_view::npos) return host;
    }
    return host.substr(before + 1);
}

std::uint32_t link_kinds_plain(std::string_view href, std::string_view rel, std::string_view site) {
    std::array<char, kLongest> buffer;
    href = ascii::trim(href).substr(0, buffer.size());
    for (std::size_t i = 0; i < href.size(); ++i)
        buffer[i] = ascii::lower(href[i]);
    href = std::string_view(buffer.data(), href.size());
    if (const std::uint32_t within = kinds_within(href); within != 0) return within;
    std::uint32_t kinds = kinds_of_rel(rel);
    if (is_paid(href)) kinds |= bit(LinkKind::paid);
    const std::string_view host = host_of(href);
    if (!host.empty() && site_of(host) != site) {
        kinds |= bit(LinkKind::other_host);
        const auto* part = std::find_if(std::begin(kHosts), std::end(kHosts), [href](const HostPart& one) {
            return href.find(one.part) != std::string_view::npos;
        });
        if (part != std::end(kHosts)) kinds |= host_kind(*part, href);
    }
    if (leads_to_comments(href)) kinds |= bit(LinkKind::comments);
    const auto scheme = href.find("//");
    const std::size_t at = scheme == std::string_view::npos ? 0 : std::min(href.find('/', scheme + 2), href.size());
    const std::string_view path = href.substr(at, href.find_first_of("?#", at) - at);
    std::size_t parts = 0, longest = 0, digits = 0;
    for (std::size_t i = 0; i < path.size();) {
        const std::size_t end = std::min(path.find('/', i), path.size());
        std::string_view part = path.substr(i, end - i);
        i = end + 1;
        if (part.empty()) continue;
        ++parts;
        const auto dot = part.rfind('.');
        if (dot != std::string_view::npos && dot > 0) part = part.substr(0, dot);
        const auto joints = std::count(part.begin(), part.end(), '-') + std::count(part.begin(), part.end(), '_');
        longest = std::max(longest, static_cast<std::size_t>(joints));
        digits = std::max(digits, static_cast<std::size_t>(std::count_if(part.begin(), part.end(), ascii::is_digit)));
        kinds |= folder_kind(part);
    }
    return kinds | kind_of_path(parts, longest, digits);
}

std::uint32_t link_kinds(std::string_view href, std::string_view rel, std::string_view site) {
    static const Folders kFolderKinds;
    static const Hosts kHostKinds;
    std::array<char, 256 + 8> buffer;  // eight bytes can be read anywhere in the address
    href = ascii::trim(href).substr(0, kLongest);
    const std::size_t size = href.size();
    Places slashes, joints, digits, dots, ends, effs;
    for (std::size_t k = 0; k * Bytes64::kSize < size + 8; ++k) {
        const Bytes64 bytes(href, std::min(size, k * Bytes64::kSize));
        bytes.write_lower(buffer.data() + k * Bytes64::kSize);
        slashes.words[k] = bytes.is('/');
        joints.words[k] = bytes.is('-') | bytes.is('_');
        digits.words[k] = bytes.is_digit();
        dots.words[k] = bytes.is('.');
        ends.words[k] = bytes.is('?') | bytes.is('#');
        effs.words[k] = bytes.is('f') | bytes.is('F');
    }
    href = std::string_view(buffer.data(), size);
    if (const std::uint32_t within = kinds_within(href); within != 0) return within;
    std::uint32_t kinds = kinds_of_rel(rel);
    if (effs.pair() != Places::kNone && is_paid(href)) kinds |= bit(LinkKind::paid);
    const std::size_t scheme = slashes.pair();
    std::size_t at = 0;
    if (scheme != Places::kNone) {
        at = std::min(slashes.next(scheme + 2), size);
        std::string_view host = href.substr(scheme + 2, std::min(at, ends.next(scheme + 2)) - scheme - 2);
        host = host.substr(0, host.find(':'));
        if (host.starts_with("www.")) host.remove_prefix(4);
        if (!host.empty() && site_of(host) != site) {
            kinds |= bit(LinkKind::other_host);
            if (const HostPart* part = kHostKinds.find(href)) kinds |= host_kind(*part, href);
        }
    }
    const std::size_t path_end = std::min(ends.next(at), size);
    if (ends.next(0) < size && leads_to_comments(href)) kinds |= bit(LinkKind::comments);
    std::size_t parts = 0, longest = 0, most_digits = 0;
    for (std::size_t i = at; i < path_end;) {
        const std::size_t end = std::min(slashes.next(i), path_end);
        const std::size_t begin = i;
        i = end + 1;
        if (begin == end) continue;
        ++parts;
        const std::size_t dot = dots.last(begin, end);
        const std::size_t name_end = dot > begin ? dot : end;
        longest = std::max(longest, joints.count(begin, name_end));
        most_digits = std::max(most_digits, digits.count(begin, name_end));
        kinds |= kFolderKinds.kind(href.substr(begin, name_end - begin), eight_bytes(buffer.data() + begin));
    }
    return kinds | kind_of_path(parts, longest, most_digits);
}

}  // namespace newsloom::extract
