#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "dedup/collapse.h"
#include "dedup/word_scan.h"
#include "text/ascii.h"

namespace newsloom::dedup {
namespace {

constexpr std::size_t kGram = 5;
constexpr std::size_t kLeastCopiedWords = 8;  // shorter runs are phrases that anybody uses

/// Sorts hashes and drops repeats. As they are spread evenly, one pass puts each near its place and an insertion sort
/// does the rest; keys that are not (the same few words over and over) go to std::sort.
void sort_unique(std::vector<std::uint32_t>& keys) {
    constexpr std::size_t kMostAlike = 32;
    const auto bits = static_cast<int>(std::bit_width(keys.size()));  // more places than keys
    std::vector<std::uint32_t> starts(std::size_t{1} << bits);
    const auto place = [&](std::uint32_t key) { return static_cast<std::size_t>(std::uint64_t{key} << bits >> 32); };
    for (const std::uint32_t key : keys)
        ++starts[place(key)];
    std::uint32_t sum = 0, most = 0;
    for (std::uint32_t& start : starts) {
        most = std::max(most, start);
        sum += std::exchange(start, sum);
    }
    if (most > kMostAlike) {
        std::sort(keys.begin(), keys.end());
    } else {
        std::vector<std::uint32_t> sorted(keys.size());
        for (const std::uint32_t key : keys)
            sorted[starts[place(key)]++] = key;
        for (std::size_t i = 1; i < sorted.size(); ++i) {
            const std::uint32_t key = sorted[i];
            std::size_t at = i;
            for (; at > 0 && sorted[at - 1] > key; --at)
                sorted[at] = sorted[at - 1];
            sorted[at] = key;
        }
        keys.swap(sorted);
    }
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

/// Calls each(gram, begin, end) for every run of five words. A gram is a polynomial of its words' hashes that rolls on
/// from word to word (Karp and Rabin 1987).
template <class Each>
void for_each_gram(std::string_view text, const Each& each) {
    constexpr std::uint64_t kBase = 0x9e3779b97f4a7c15ULL;
    constexpr std::uint64_t kBaseToGram = kBase * kBase * kBase * kBase * kBase;
    static_assert(kGram == 5);
    std::array<std::uint64_t, 8> hashes{};  // a ring: words before the first five count as zero
    std::array<std::size_t, 8> begins{};
    std::size_t count = 0;
    std::uint64_t rolling = 0;
    scan_word_states(text, [&](std::uint64_t state, std::size_t begin, std::size_t end) {
        const std::uint64_t word = mix64(state);
        rolling = rolling * kBase + word - hashes[(count - kGram) % 8] * kBaseToGram;
        hashes[count % 8] = word;
        begins[count % 8] = begin;
        ++count;
        if (count >= kGram) each(static_cast<std::uint32_t>(mix64(rolling) >> 32), begins[(count - kGram) % 8], end);
    });
}

/// The grams of a text, to be looked up: open addressing over a table that is at most half full.
class GramSet {
  public:
    explicit GramSet(std::string_view text) : slots_(std::bit_ceil(text.size() + 2)) {  // a word takes two bytes
        for_each_gram(text, [&](std::uint32_t gram, std::size_t, std::size_t) { slots_[place_of(gram)] = key(gram); });
    }
    [[nodiscard]] bool has(std::uint32_t gram) const { return slots_[place_of(gram)] != 0; }

  private:
    static std::uint64_t key(std::uint32_t gram) { return std::uint64_t{gram} + 1; }  // 0 is a free slot
    [[nodiscard]] std::size_t place_of(std::uint32_t gram) const {
        std::size_t at = gram & (slots_.size() - 1);
        while (slots_[at] != 0 && slots_[at] != key(gram))
            at = (at + 1) & (slots_.size() - 1);
        return at;
    }
    std::vector<std::uint64_t> slots_;
};

struct Agency {
    std::string_view name, key;
};
/// Agencies by the names they go by in credits and datelines; general knowledge.
constexpr std::array kAgencies{
    Agency{"associated press", "ap"},
    Agency{"the associated press", "ap"},
    Agency{"ap", "ap"},
    Agency{"ap news", "ap"},
    Agency{"reuters", "reuters"},
    Agency{"thomson reuters", "reuters"},
    Agency{"agence france-presse", "afp"},
    Agency{"agence france presse", "afp"},
    Agency{"afp", "afp"},
    Agency{"dpa", "dpa"},
    Agency{"deutsche presse-agentur", "dpa"},
    Agency{"dpa-afx", "dpa"},
    Agency{"epd", "epd"},
    Agency{"kna", "kna"},
    Agency{"sid", "sid"},
    Agency{"apa", "apa"},
    Agency{"austria presse agentur", "apa"},
    Agency{"sda", "sda"},
    Agency{"keystone-sda", "sda"},
    Agency{"upi", "upi"},
    Agency{"united press international", "upi"},
    Agency{"pa", "pa"},
    Agency{"pa media", "pa"},
    Agency{"press association", "pa"},
    Agency{"ansa", "ansa"},
    Agency{"efe", "efe"},
    Agency{"xinhua", "xinhua"},
    Agency{"tass", "tass"},
    Agency{"interfax", "interfax"},
    Agency{"kyodo", "kyodo"},
    Agency{"kyodo news", "kyodo"},
    Agency{"bloomberg", "bloomberg"},
    Agency{"aap", "aap"},
    Agency{"canadian press", "cp"},
    Agency{"the canadian press", "cp"},
    Agency{"pti", "pti"},
    Agency{"press trust of india", "pti"},
    Agency{"ani", "ani"},
    Agency{"ians", "ians"},
    Agency{"yonhap", "yonhap"},
};

std::string_view key_of(std::string_view name) {
    const std::string folded = ascii::lower(ascii::trim(name));
    for (const Agency& agency : kAgencies) {
        if (agency.name == folded) return agency.key;
    }
    return {};
}

}  // namespace

std::string agency_of(const Article& article) {
    for (const std::string& credit : article.agencies) {
        if (const auto key = key_of(credit); !key.empty()) return std::string(key);
    }
    if (!article.agencies.empty()) return ascii::lower(ascii::trim(article.agencies.front()));
    for (const std::string& author : article.authors) {
        if (const auto key = key_of(author); !key.empty()) return std::string(key);
    }
    // The dateline: "(AP)", "(Reuters) -", "[dpa]" within the first line's first 120 bytes.
    std::string_view head = std::string_view(article.text).substr(0, 120);
    head = head.substr(0, head.find('\n'));
    for (std::size_t open = head.find_first_of("(["); open != std::string_view::npos;
         open = head.find_first_of("([", open + 1)) {
        const std::size_t close = head.find_first_of(")]", open);
        if (close == std::string_view::npos) break;
        std::string_view inside = head.substr(open + 1, close - open - 1);
        while (!inside.empty()) {  // "(dpa/lnw)", "(AP, Reuters)"
            const std::size_t cut = std::min(inside.find_first_of("/,|"), inside.size());
            if (const auto key = key_of(inside.substr(0, cut)); !key.empty()) return std::string(key);
            inside.remove_prefix(std::min(cut + 1, inside.size()));
        }
    }
    return {};
}

Signature signature(const Article& article) {
    Signature result;
    result.article = article.id;
    result.document = article.document;
    result.time = article.time();
    result.agency = agency_of(article);
    result.shingles.reserve(article.text.size() / 5);
    for_each_gram(article.text, [&](std::uint32_t gram, std::size_t, std::size_t) { result.shingles.push_back(gram); });
    sort_unique(result.shingles);
    result.shingles.shrink_to_fit();
    return result;
}

Overlap overlap(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
    std::size_t i = 0, j = 0, shared = 0;
    while (i < a.size() && j < b.size()) {
        const std::uint32_t x = a[i], y = b[j];
        shared += static_cast<std::size_t>(x == y);
        i += static_cast<std::size_t>(x <= y);
        j += static_cast<std::size_t>(y <= x);
    }
    if (shared == 0) return {};
    const auto both = static_cast<double>(shared);
    return {both / static_cast<double>(a.size() + b.size() - shared), both / static_cast<double>(a.size()),
            both / static_cast<double>(b.size())};
}

std::vector<TextRange> copied_ranges(std::string_view text, std::string_view other) {
    const GramSet theirs(other);
    std::vector<TextRange> ranges;
    std::size_t grams = 0;  // of the last range
    const auto drop_short = [&] {
        if (!ranges.empty() && grams + kGram - 1 < kLeastCopiedWords) ranges.pop_back();
    };
    bool inside = false;
    for_each_gram(text, [&](std::uint32_t gram, std::size_t begin, std::size_t end) {
        const bool shared = theirs.has(gram);
        if (shared && inside) {
            ranges.back().end = end;
            ++grams;
        } else if (shared) {
            drop_short();
            ranges.push_back({begin, end});
            grams = 1;
        }
        inside = shared;
    });
    drop_short();
    // One changed word between two copied parts: the parts may touch, never overlap.
    for (std::size_t i = 1; i < ranges.size(); ++i)
        ranges[i].begin = std::max(ranges[i].begin, ranges[i - 1].end);
    return ranges;
}

namespace {
template <class T>
void put(std::string& out, T value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}
template <class T>
bool take(std::string_view& in, T& value) {
    if (in.size() < sizeof value) return false;
    in.copy(reinterpret_cast<char*>(&value), sizeof value);
    in.remove_prefix(sizeof value);
    return true;
}
constexpr char kForm = 2;  // of to_bytes: little-endian, shingles as they are
}  // namespace

std::string to_bytes(const Signature& signature) {
    std::string out;
    out.reserve(40 + signature.agency.size() + 4 * signature.shingles.size());
    out.push_back(kForm);
    put(out, signature.article.value);
    put(out, signature.document.value);
    put(out, static_cast<std::int64_t>(signature.time.time_since_epoch().count()));
    put(out, static_cast<std::uint32_t>(signature.agency.size()));
    out += signature.agency;
    put(out, static_cast<std::uint32_t>(signature.shingles.size()));
    out.append(reinterpret_cast<const char*>(signature.shingles.data()), 4 * signature.shingles.size());
    return out;
}

std::optional<Signature> from_bytes(std::string_view bytes) {
    Signature result;
    char form = 0;
    std::int64_t time = 0;
    std::uint32_t size = 0;
    if (!take(bytes, form) || form != kForm || !take(bytes, result.article.value) ||
        !take(bytes, result.document.value) || !take(bytes, time) || !take(bytes, size) || bytes.size() < size) {
        return std::nullopt;
    }
    result.time = Instant(std::chrono::seconds(time));
    result.agency = bytes.substr(0, size);
    bytes.remove_prefix(size);
    if (!take(bytes, size) || bytes.size() != std::size_t{4} * size) return std::nullopt;
    result.shingles.resize(size);
    bytes.copy(reinterpret_cast<char*>(result.shingles.data()), bytes.size());
    return result;
}

}  // namespace newsloom::dedup
