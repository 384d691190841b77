#include "extract/detail/role_cues.h"

#include <algorithm>

#include "extract/detail/flat_map.h"
#include "extract/detail/text_signs.h"
#include "text/ascii.h"

namespace newsloom::extract {
namespace {

constexpr std::array<std::string_view, kLinkKindCount> kLinkNames = {
    "tag",     "author", "send",    "network",  "store",      "subscribe", "donate",  "newsletter",
    "account", "legal",  "address", "comments", "other_host", "article",   "section", "fragment",
    "none",    "paid",   "search",  "listen",   "shop",       "home"};
constexpr std::array<std::string_view, kBoxNumberCount> kNumberNames = {
    "box_words",    "box_blocks",     "box_link_share", "box_from_begin", "box_to_end",
    "box_pictures", "box_mail_field", "box_buttons",    "box_copies"};

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

/// The last two parts: enough to tell another site from this one's other hosts.
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

/// kFolders by their first letter.
class Folders {
  public:
    Folders() {
        for (const Part& part : kFolders)
            by_letter_[at(part.word.front())].push_back(part);
    }
    [[nodiscard]] std::uint32_t kind(std::string_view part) const {
        for (const Part& folder : by_letter_[at(part.front())]) {
            if (folder.word.size() < 5 ? part == folder.word : part.starts_with(folder.word)) return bit(folder.kind);
        }
        return 0;
    }

  private:
    static std::size_t at(char c) { return c >= 'a' && c <= 'z' ? static_cast<std::size_t>(c - 'a') : 26; }
    std::array<std::vector<Part>, 27> by_letter_;
};

std::uint32_t kinds_of(const html::Node& anchor, std::string_view site) {
    std::array<char, 200> buffer;
    std::string_view href = ascii::trim(anchor[html::Attr::href]).substr(0, buffer.size());
    for (std::size_t i = 0; i < href.size(); ++i)
        buffer[i] = ascii::lower(href[i]);
    href = std::string_view(buffer.data(), href.size());
    if (href.empty() || href.starts_with("javascript")) return bit(LinkKind::none);
    if (href.front() == '#')
        return bit(href.size() > 1 ? LinkKind::fragment : LinkKind::none) |
               (href.find("comment") != std::string_view::npos ? bit(LinkKind::comments) : 0U);
    if (href.starts_with("mailto:") || href.starts_with("tel:"))
        return bit(href.find("body=") != std::string_view::npos || href.find("subject=") != std::string_view::npos
                       ? LinkKind::send
                       : LinkKind::address);
    std::uint32_t kinds = 0;
    const std::string_view rel = anchor[html::Attr::rel];
    if (rel.find("sponsored") != std::string_view::npos || href.find("affiliate") != std::string_view::npos ||
        href.find("utm_medium=aff") != std::string_view::npos)
        kinds |= bit(LinkKind::paid);
    if (rel.find("author") != std::string_view::npos) kinds |= bit(LinkKind::author);
    if (rel == "tag" || rel.starts_with("tag ") || rel.ends_with(" tag")) kinds |= bit(LinkKind::tag);
    const std::string_view host = host_of(href);
    if (!host.empty() && site_of(host) != site) {
        kinds |= bit(LinkKind::other_host);
        for (const HostPart& part : kHosts) {
            if (href.find(part.part) == std::string_view::npos) continue;
            const bool sends =
                part.kind == LinkKind::network &&
                (href.find("share") != std::string_view::npos || href.find("intent/") != std::string_view::npos ||
                 href.find("url=") != std::string_view::npos || href.find("u=http") != std::string_view::npos ||
                 href.find("text=") != std::string_view::npos);
            kinds |= bit(sends ? LinkKind::send : part.kind);
            break;
        }
    }
    if (href.find("#comment") != std::string_view::npos || href.find("#respond") != std::string_view::npos ||
        href.find("#disqus") != std::string_view::npos)
        kinds |= bit(LinkKind::comments);
    // The path's folders; a last part of three words or more, or of digits, is a text's own.
    static const Folders kFolderKinds;
    const auto scheme = href.find("//");
    std::size_t at = scheme == std::string_view::npos ? 0 : std::min(href.find('/', scheme + 2), href.size());
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
        longest = std::max<std::size_t>(longest, static_cast<std::size_t>(std::count(part.begin(), part.end(), '-') +
                                                                          std::count(part.begin(), part.end(), '_')));
        digits =
            std::max<std::size_t>(digits, static_cast<std::size_t>(std::count_if(
                                              part.begin(), part.end(), [](char c) { return ascii::is_digit(c); })));
        kinds |= kFolderKinds.kind(part);
    }
    if (parts == 0) {
        kinds |= bit(LinkKind::home);
    } else if (longest >= 3 || digits >= 4) {
        kinds |= bit(LinkKind::article);
    } else if (parts <= 2) {
        kinds |= bit(LinkKind::section);
    }
    return kinds;
}

/// Whether a form asks for a mail address; a bounded look.
bool asks_for_mail(const html::Node& form) {
    int seen = 0;
    const html::Node* node = &form;
    while (node != nullptr && ++seen < 150) {
        if (node->is(html::Tag::input) && (ascii::iequals((*node)[html::Attr::type], "email") ||
                                           ascii::ifind((*node)[html::Attr::name], "mail") != std::string_view::npos))
            return true;
        if (const html::Node* child = node->first_child()) {
            node = child;
            continue;
        }
        while (node != &form && node->next_sibling() == nullptr)
            node = node->parent();
        if (node == &form) return false;
        node = node->next_sibling();
    }
    return false;
}

}  // namespace

const std::vector<std::string>& cue_names() {
    static const std::vector<std::string> kNames = [] {
        std::vector<std::string> names(kNumberNames.begin(), kNumberNames.end());
        for (const char* where : {"word:", "box:", "head:", "before:", "after:", "marks:"}) {
            for (const auto name : wording_names())
                names.push_back(where + std::string(name));
        }
        for (const char* where : {"link:", "box_link:"}) {
            for (const auto name : kLinkNames)
                names.push_back(where + std::string(name));
        }
        return names;
    }();
    return kNames;
}

void spread(const RoleCues& cues, float* columns) {
    columns = std::copy(cues.numbers.begin(), cues.numbers.end(), columns);
    for (const std::uint64_t set : {cues.own, cues.box, cues.head, cues.before, cues.after, cues.marks}) {
        for (unsigned i = 0; i < kWordingCount; ++i)
            *columns++ = static_cast<float>(set >> i & 1U);
    }
    for (const std::uint32_t set : {cues.links, cues.box_links}) {
        for (unsigned i = 0; i < kLinkKindCount; ++i)
            *columns++ = static_cast<float>(set >> i & 1U);
    }
}

std::vector<RoleCues> role_cues(const Facts& facts, const Article& metadata, std::span<const PhrasesFound> phrases) {
    constexpr std::uint32_t kMostBlocks = 14, kMostWords = 110;
    constexpr std::uint32_t kMostLinks = 4;  // of a block that are looked at
    const PageView& view = *facts.view;
    const std::size_t n = view.blocks.size();
    std::vector<RoleCues> cues(n);
    std::string_view own_host = facts.host;
    if (own_host.starts_with("www.")) own_host.remove_prefix(4);
    const std::string_view site = site_of(own_host);
    // Forms that ask for a mail address, and pictures, counted up to each container and block.
    const std::size_t all = view.containers.size();
    std::vector<std::uint16_t> mails(all + 1);
    for (std::size_t c = 0; c < all; ++c) {
        const Container& here = view.containers[c];
        mails[c + 1] = mails[c];
        if (here.tag == html::Tag::form && here.node != nullptr && mails[c] < 1000 && asks_for_mail(*here.node))
            ++mails[c + 1];
    }
    std::vector<std::uint32_t> pictures(n + 2);
    for (const Mark& mark : view.marks) {
        if (mark.kind == MarkKind::image && mark.block <= n) ++pictures[mark.block + 1];
    }
    for (std::size_t i = 1; i < pictures.size(); ++i)
        pictures[i] += pictures[i - 1];
    std::vector<std::uint64_t> topics;
    for (const std::string& topic : metadata.topics)
        topics.push_back(squeezed_hash(topic));
    std::sort(topics.begin(), topics.end());
    for (std::size_t i = 0; i < n; ++i) {
        const TextBlock& block = view.blocks[i];
        cues[i].own = phrases[i].wording;
        if (block.words <= 6 && std::binary_search(topics.begin(), topics.end(), squeezed_hash(view.view(block))))
            cues[i].own |= std::uint64_t{1} << static_cast<unsigned>(Wording::keyword);
        const std::uint32_t end = std::min(block.end_link, block.first_link + kMostLinks);
        for (std::uint32_t l = block.first_link; l < end; ++l)
            cues[i].links |= kinds_of(*view.links[l].node, site);
    }
    // What the names of classes say, once for each make of container.
    FlatMap<std::uint64_t> named(all);
    const auto names_of = [&](std::uint32_t c) {
        constexpr std::uint64_t kKnown = std::uint64_t{1} << 63U;
        std::uint64_t& found = named[view.containers[c].signature];
        if (found == 0 && view.containers[c].node != nullptr)
            found = kKnown | find_wording((*view.containers[c].node)[html::Attr::class_]);
        return found & ~kKnown;
    };
    const bool flat = all <= 2;  // lines of plain text: what stands around is the box
    std::uint64_t head = 0;
    std::size_t head_at = 0;
    std::uint32_t box = ~0U;
    RoleCues of_box;
    for (std::size_t i = 0; i < n; ++i) {
        const TextBlock& block = view.blocks[i];
        std::uint32_t c = block.container;
        while (c != 0 && !flat) {
            const std::uint32_t up = view.containers[c].parent;
            const Container& next = view.containers[up];
            if (up == 0 || next.end_block - next.first_block > kMostBlocks || next.words > kMostWords) break;
            c = up;
        }
        std::size_t first = flat ? i - std::min<std::size_t>(i, 3) : view.containers[c].first_block;
        std::size_t end = flat ? std::min(n, i + 4) : view.containers[c].end_block;
        if (!flat && end - first > kMostBlocks) {  // a list of blocks in one container
            first = i;
            end = i + 1;
        }
        if (flat || c != box || end - first == 1) {
            box = c;
            of_box = {};
            std::uint32_t words = 0, link_words = 0, buttons = 0;
            for (std::size_t k = first; k < end; ++k) {
                of_box.box |= cues[k].own;
                of_box.box_links |= cues[k].links;
                words += view.blocks[k].words;
                link_words += view.blocks[k].link_words;
                buttons += in(view.blocks[k].places, Place::button) ? 1 : 0;
            }
            const auto set = [&](BoxNumber number, double value) {
                of_box.numbers[static_cast<std::size_t>(number)] = static_cast<float>(value);
            };
            set(BoxNumber::words, words);
            set(BoxNumber::blocks, static_cast<double>(end - first));
            set(BoxNumber::link_share, words == 0 ? 0 : static_cast<double>(link_words) / words);
            set(BoxNumber::buttons, buttons);
            if (!flat) {
                const Container& here = view.containers[c];
                set(BoxNumber::pictures, pictures[here.end_block] - pictures[here.first_block]);
                set(BoxNumber::mail_field, mails[here.end_container] - mails[c]);
                std::uint32_t alike = 0;  // of its neighbours in the same parent, of the same make
                const Container& parent = view.containers[here.parent];
                std::uint32_t k = here.parent + 1;
                for (int steps = 0; k < parent.end_container && steps < 40; ++steps) {
                    alike += view.containers[k].signature == here.signature ? 1 : 0;
                    k = std::max(view.containers[k].end_container, k + 1);
                }
                set(BoxNumber::copies, alike);
            }
        }
        RoleCues& cue = cues[i];
        cue.box = of_box.box;
        cue.box_links = of_box.box_links;
        cue.numbers = of_box.numbers;
        cue.numbers[static_cast<std::size_t>(BoxNumber::from_begin)] = static_cast<float>(i - first);
        cue.numbers[static_cast<std::size_t>(BoxNumber::to_end)] = static_cast<float>(end - 1 - i);
        for (std::uint32_t k = block.container, steps = 0; k != 0 && steps < 3 && !flat;
             ++steps, k = view.containers[k].parent)
            cue.marks |= names_of(k);
        if (i > 0) cue.before = cues[i - 1].own;
        if (i + 1 < n) cue.after = cues[i + 1].own;
        if (i - head_at <= 12) cue.head = head;
        if (block.heading_level != 0 || (block.words <= 5 && cue.own != 0 && block.link_words == 0)) {
            head = cue.own;
            head_at = i;
        }
    }
    return cues;
}

}  // namespace newsloom::extract
