#include "extract/detail/genre_cues.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>

#include "text/ascii.h"
#include "text/fold.h"

namespace newsloom::extract {
namespace {

struct WordGroup {
    GenreCue cue;
    double scale;  ///< a share of 1/scale of the words counts as 1
    std::string_view words;
};

// English and German function words and verbs of everyday use; folded.
constexpr WordGroup kGroups[] = {
    {GenreCue::first_person, 30, "i me my mine myself ich mich mir mein meine meinen meiner meinem"},
    {GenreCue::first_plural, 40, "we us our ours wir uns unser unsere unseren unserer"},
    {GenreCue::second_person, 40, "you your yours yourself du dich dir dein deine deinen deiner"},
    {GenreCue::third_person, 20, "he she his her him they their er sie ihr ihnen ihre seine seinem ihm"},
    {GenreCue::reporting_verbs, 40,
     "said says told according reported announced added sagte sagt teilte erklärte mitteilte zufolge berichtete "
     "berichtet angaben laut"},
    {GenreCue::weekdays, 60,
     "monday tuesday wednesday thursday friday saturday sunday yesterday today montag dienstag mittwoch donnerstag "
     "freitag samstag sonntag gestern heute"},
    {GenreCue::modals, 60,
     "should must ought need cannot never always why wrong right better perhaps sollte müsste muss müssen darf dürfen "
     "warum falsch richtig besser vielleicht nie immer"},
    {GenreCue::present, 15, "is are has have ist sind hat haben wird werden"},
    {GenreCue::past, 15, "was were had did war waren hatte hatten wurde wurden"},
    {GenreCue::cooking, 40,
     "teaspoon teaspoons tablespoon tablespoons tbsp tsp oven flour butter salt pepper onion garlic stir simmer serves "
     "ingredients minutes zutaten ofen mehl zwiebel prise esslöffel teelöffel minuten"},
    {GenreCue::arts, 40,
     "film novel book album play opera exhibition concert director author actor song series theatre stage orchestra "
     "scenes character characters plot roman buch oper ausstellung konzert regie autor inszenierung bühne"},
    {GenreCue::advice, 60, "how tips guide best things ways choose try buy make use wie tipps"},
};

/// Words by hash, open addressing; a word that is longer than any of the table is not looked for.
class Groups {
  public:
    static constexpr std::size_t kLongest = 16;

    Groups() {
        for (std::size_t g = 0; g < std::size(kGroups); ++g) {
            std::string_view rest = kGroups[g].words;
            while (!rest.empty()) {
                const std::size_t space = rest.find(' ');
                const std::string_view word = rest.substr(0, space);
                std::uint32_t hash = kStart;
                for (const char c : word)
                    hash = step(hash, c);
                std::size_t at = hash % kSlots;
                while (!slots_[at].word.empty())
                    at = (at + 1) % kSlots;
                slots_[at] = {word, g};
                rest = space == std::string_view::npos ? std::string_view() : rest.substr(space + 1);
            }
        }
    }

    static constexpr std::uint32_t kStart = 2166136261U;
    static std::uint32_t step(std::uint32_t hash, char c) { return (hash ^ static_cast<unsigned char>(c)) * 16777619U; }

    /// The word's group, or none. `hash` by step() over its bytes.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view word, std::uint32_t hash) const {
        for (std::size_t at = hash % kSlots; !slots_[at].word.empty(); at = (at + 1) % kSlots)
            if (slots_[at].word == word) return slots_[at].group;
        return std::nullopt;
    }

  private:
    struct Slot {
        std::string_view word;
        std::size_t group = 0;
    };
    static constexpr std::size_t kSlots = 2048;
    std::array<Slot, kSlots> slots_{};
};

// Folders of addresses under which features stand, in several languages.
constexpr std::string_view kSoftFolders[] = {
    "food",         "recipe",  "recipes",   "travel",   "life",   "lifestyle", "style",   "home",    "garden",
    "wellness",     "family",  "parenting", "books",    "film",   "tv",        "music",   "culture", "kultur",
    "reise",        "reisen",  "essen",     "rezepte",  "leben",  "panorama",  "art",     "arts",    "entertainment",
    "guide",        "guides",  "how-to",    "magazine", "people", "photos",    "gallery", "blog",    "feuilleton",
    "gesellschaft", "cuisine", "voyage",    "viajes",   "cocina", "cucina",    "viaggi",  "resa",    "matlagning"};

bool in_soft_folder(std::string_view url) {
    std::size_t begin = url.find("//");
    begin = url.find('/', begin == std::string_view::npos ? 0 : begin + 2);
    while (begin != std::string_view::npos) {
        const std::size_t end = url.find('/', begin + 1);
        if (end == std::string_view::npos) return false;  // the last part is the article's own name
        const std::string folder = ascii::lower(url.substr(begin + 1, end - begin - 1));
        if (std::find(std::begin(kSoftFolders), std::end(kSoftFolders), folder) != std::end(kSoftFolders)) return true;
        begin = end;
    }
    return false;
}

/// Turns quoted runs of a paragraph on and off; a mark that is not closed ends with the paragraph.
class QuoteState {
  public:
    /// Whether the byte at `at` stands within quotation marks.
    bool inside(std::string_view text, std::size_t at) {
        if (text[at] == '\n') inside_ = false;
        const auto stands = [&](std::string_view mark) { return text.compare(at, mark.size(), mark) == 0; };
        if (stands("„"))
            inside_ = true;
        else if (stands("”"))
            inside_ = false;
        else if (stands("\"") || stands("“") || stands("«") || stands("»"))  // some open here and close there
            inside_ = !inside_;
        return inside_;
    }

  private:
    bool inside_ = false;
};

constexpr std::uint8_t kLetter = 1;
constexpr std::uint8_t kContinues = 2;  // a letter where a word has begun
constexpr std::uint8_t kMayQuote = 4;   // quotation marks and their first bytes, ends of paragraphs
constexpr std::uint8_t kEnds = 8;       // '!', '?'
constexpr std::array<std::uint8_t, 256> kByteKinds = [] {
    std::array<std::uint8_t, 256> kinds{};
    for (unsigned c = 0; c < 256; ++c) {
        if (c < 0x80 ? ascii::is_alnum(static_cast<char>(c)) : c >= 0xC3 && c < 0xE0) kinds[c] = kLetter;
        if ((c & 0xC0) == 0x80) kinds[c] = kContinues;
        if (c == '"' || c == '\n' || c == 0xE2 || c == 0xC2) kinds[c] = kMayQuote;
        if (c == '!' || c == '?') kinds[c] = kEnds;
    }
    return kinds;
}();

/// "SEOUL (Wire) - ", "MARSHAM, Isle - ": capitals and a dash within the first words.
bool has_dateline(std::string_view text) {
    const std::string_view front = text.substr(0, 90);
    const std::size_t dash = std::min({front.find(" - "), front.find(" – "), front.find(" — ")});
    if (dash == std::string_view::npos || dash < 3) return false;
    std::size_t capitals = 0;
    while (capitals < dash && ascii::is_upper(front[capitals]))
        ++capitals;
    return capitals >= 3 || front.substr(0, dash).ends_with(')');
}

}  // namespace

const std::vector<std::string>& genre_cue_names() {
    static const std::vector<std::string> kNames = {
#define X(name) #name,
        NL_GENRE_CUES(X)
#undef X
    };
    return kNames;
}

GenreCues genre_cues(const Article& article) {
    GenreCues cues{};
    const auto set = [&cues](GenreCue cue, double value) {
        cues[static_cast<std::size_t>(cue)] = static_cast<float>(std::min(value, 1.5));
    };
    const std::string_view text = article.text;
    std::array<std::size_t, std::size(kGroups)> counts{};
    std::size_t words = 0, told = 0, quoted = 0, exclamations = 0, questions = 0;
    QuoteState quotes;
    static const Groups kWords;
    std::array<char, Groups::kLongest> word;
    std::size_t size = 0;
    std::uint32_t hash = Groups::kStart;
    bool quote = false;
    std::size_t since = 0;  // the first byte within these quotation marks
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const char c = i == text.size() ? '\0' : text[i];
        const std::uint8_t kind = kByteKinds[static_cast<unsigned char>(c)];
        if ((kind & kMayQuote) != 0) {
            const bool now = quotes.inside(text, i);
            if (quote && !now) quoted += i - since;
            if (now && !quote) since = i;
            quote = now;
        }
        if ((kind & kLetter) != 0 || ((kind & kContinues) != 0 && size > 0)) {
            const char low = ascii::lower(c);
            if (size < word.size()) word[size] = low;
            hash = Groups::step(hash, low);
            ++size;
            continue;
        }
        if (size > 0) {
            ++words;
            if (!quote) {
                ++told;
                const auto group =
                    size <= word.size() ? kWords.find({word.data(), size}, hash) : std::optional<std::size_t>();
                if (group) ++counts[*group];
            }
            size = 0;
            hash = Groups::kStart;
        }
        if ((kind & kEnds) == 0) continue;
        exclamations += c == '!' ? 1 : 0;
        questions += c == '?' && !quote ? 1 : 0;
    }
    if (quote) quoted += text.size() - since;
    const double share = 1.0 / static_cast<double>(std::max<std::size_t>(told, 1));
    for (std::size_t g = 0; g < std::size(kGroups); ++g)
        set(kGroups[g].cue, static_cast<double>(counts[g]) * share * kGroups[g].scale);
    set(GenreCue::length, std::log1p(static_cast<double>(words)) / 8);
    set(GenreCue::very_long, words > 1800 ? 1 : 0);
    std::size_t headings = 0, items = 0, asked = 0;
    for (const Block& block : article.blocks) {
        const std::string_view one = text.substr(block.range.begin, block.range.end - block.range.begin);
        headings += block.role == Role::heading ? 1 : 0;
        items += block.role == Role::list_item ? 1 : 0;
        asked += one.ends_with('?') && one.size() < 400 ? 1 : 0;
    }
    const double blocks = static_cast<double>(std::max<std::size_t>(article.blocks.size(), 1));
    set(GenreCue::headings, std::min(1.0, static_cast<double>(headings) / blocks * 5));
    set(GenreCue::list_items, std::min(1.0, static_cast<double>(items) / blocks * 2));
    set(GenreCue::questions_alone, std::min(1.0, static_cast<double>(asked) / blocks * 5));
    set(GenreCue::quoted,
        std::min(1.0, static_cast<double>(quoted) / static_cast<double>(std::max<std::size_t>(text.size(), 1)) * 3));
    set(GenreCue::exclamations, std::min(1.0, static_cast<double>(exclamations) * share * 100));
    set(GenreCue::questions, static_cast<double>(questions) * share * 100);
    const std::string title = fold_case(article.title);
    for (const std::string_view start : {"how ", "why ", "what ", "when ", "the best ", "wie ", "warum ", "was "})
        if (title.starts_with(start)) set(GenreCue::title_asks_how, 1);
    const std::size_t digits = static_cast<std::size_t>(
        std::find_if_not(title.begin(), title.end(), [](char c) { return ascii::is_digit(c); }) - title.begin());
    set(GenreCue::title_begins_with_number, digits > 0 && digits < 4 && title.size() > digits && title[digits] == ' ');
    set(GenreCue::soft_folder, in_soft_folder(article.canonical_url.empty() ? article.url : article.canonical_url));
    set(GenreCue::dateline, has_dateline(text));
    set(GenreCue::agency, !article.agencies.empty());
    set(GenreCue::bio, !article.author_bios.empty());
    const auto images = std::count_if(article.media.begin(), article.media.end(),
                                      [](const Media& media) { return media.kind == MediaKind::image; });
    set(GenreCue::images, std::min(1.0, static_cast<double>(images) / 6));
    set(GenreCue::other_language, !article.language.starts_with("en") && !article.language.starts_with("de"));
    return cues;
}

}  // namespace newsloom::extract
