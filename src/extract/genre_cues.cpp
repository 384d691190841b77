#include "extract/detail/genre_cues.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <utility>

#include "extract/detail/genre_reading.h"
#include "extract/detail/genre_words.h"
#include "text/ascii.h"
#include "text/fold.h"

namespace newsloom::extract {
namespace {

// Folders of addresses under which features stand, in several languages.
constexpr std::string_view kSoftFolders[] = {
    "food",         "recipe",  "recipes",   "travel",   "life",   "lifestyle", "style",   "home",    "garden",
    "wellness",     "family",  "parenting", "books",    "film",   "tv",        "music",   "culture", "kultur",
    "reise",        "reisen",  "essen",     "rezepte",  "leben",  "panorama",  "art",     "arts",    "entertainment",
    "guide",        "guides",  "how-to",    "magazine", "people", "photos",    "gallery", "blog",    "feuilleton",
    "gesellschaft", "cuisine", "voyage",    "viajes",   "cocina", "cucina",    "viaggi",  "resa",    "matlagning"};

constexpr std::string_view kNewsFolders[] = {
    "news",       "world",      "politics",   "local",     "national",  "uk",       "us",          "crime",
    "courts",     "business",   "economy",    "sport",     "sports",    "politik",  "nachrichten", "ausland",
    "inland",     "wirtschaft", "regional",   "actualite", "politique", "economie", "monde",       "faits-divers",
    "noticias",   "politica",   "mundo",      "nacional",  "economia",  "deportes", "cronaca",     "mondo",
    "nieuws",     "binnenland", "buitenland", "nyheter",   "inrikes",   "utrikes",  "nyheder",     "indland",
    "wiadomosci", "kraj",       "zpravy",     "domaci",    "novosti",   "society"};
constexpr std::string_view kViewFolders[] = {"ideas",      "argument",     "arguments",    "essays",        "thoughts",
                                             "blogs",      "debate",       "idees",        "points-de-vue", "firmas",
                                             "think",      "expert",       "experts",      "insight",       "insights",
                                             "viewpoints", "perspectives", "contributors", "forum"};

template <class List>
bool in_folder(std::string_view url, const List& folders) {
    std::size_t begin = url.find("//");
    begin = url.find('/', begin == std::string_view::npos ? 0 : begin + 2);
    while (begin != std::string_view::npos) {
        const std::size_t end = url.find('/', begin + 1);
        if (end == std::string_view::npos) return false;  // the last part is the article's own name
        const std::string folder = ascii::lower(url.substr(begin + 1, end - begin - 1));
        if (std::find(std::begin(folders), std::end(folders), folder) != std::end(folders)) return true;
        begin = end;
    }
    return false;
}

constexpr std::string_view kQuoteMarks[] = {"\"", "“", "„", "«", "»", "「"};

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

namespace {

/// What a headline asks, quotes, explains or judges. `title` folded.
void read_title_cues(std::string_view title, const auto& set) {
    const auto holds = [title](std::string_view words) {
        const auto at = title.find(words);
        return at != std::string_view::npos && (at == 0 || title[at - 1] == ' ' || title[at - 1] == ':');
    };
    const auto any = [&holds](std::initializer_list<std::string_view> list) {
        return std::any_of(list.begin(), list.end(), holds);
    };
    set(GenreCue::title_asks, title.find('?') != std::string_view::npos || title.find("？") != std::string_view::npos);
    set(GenreCue::title_quotes, title.starts_with("\"") || title.starts_with("“") || title.starts_with("„") ||
                                    title.starts_with("«") || title.starts_with("「"));
    set(GenreCue::title_explains,
        any({"why ",         "what ",     "explained", "what we know",   "how the ",     "here's ",
             "meaning of",   "the long ", "warum ",    "was wir wissen", "was bedeutet", "so funktioniert",
             "das bedeutet", "worum es",  "pourquoi ", "comment ",       "ce que ",      "ce qu'",
             "por qué ",     "qué ",      "claves",    "cómo ",          "por que ",     "o que ",
             "entenda",      "perché ",   "cosa ",     "come ",          "waarom ",      "wat ",
             "därför ",      "vad ",      "derfor ",   "hvad ",          "hva ",         "hvorfor ",
             "dlaczego ",    "co ",       "proč ",     "jak ",           "почему ",      "что ",
             "как ",         "なぜ",      "とは",      "为什么",         "왜 "}));
    set(GenreCue::title_judges,
        any({"should ",  "must ",     "need to ", "needs to ", "wrong",   "never ", "shame",   "let's ",  "stop ",
             "time to ", "it's time", "don't ",   "not ",      "enough",  "honest", "muss ",   "müssen ", "darf ",
             "schluss ", "endlich",   "sollte",   "il faut",   "doit ",   "assez",  "hay que", "debe ",   "basta",
             "deve ",    "precisa",   "bisogna",  "moet ",     "moeten ", "måste ", "borde ",  "bør ",    "skal ",
             "musi ",    "musí ",     "надо ",    "пора ",     "хватит"}));
    set(GenreCue::title_ranks, any({"best ", "top ", "tips", "guide", "ways ", "things ", "beste ", "besten ",
                                    "bester ", "tipps", "ratgeber"}));
    set(GenreCue::title_person,
        any({"my ",   "i ",   "i'm ", "our ",  "we ", "me ",    "mein ", "meine ", "wir ",  "ich ",
             "unser", "mon ", "ma ",  "nous ", "mi ", "nuestr", "meu ",  "mio ",   "mijn ", "min "}));
}

/// The shares of the groups in the whole and in the lead.
void set_word_cues(const GenreReading& reading, const auto& set) {
    const auto groups = word_groups();
    const auto share = [&](const WordCounts& part, std::size_t g) {
        return static_cast<double>(part.groups[g]) / static_cast<double>(std::max<std::size_t>(part.told, 1)) *
               groups[g].scale;
    };
    constexpr std::pair<GenreCue, GenreCue> kOfLead[] = {{GenreCue::reporting_verbs, GenreCue::lead_reporting},
                                                         {GenreCue::weekdays, GenreCue::lead_weekdays},
                                                         {GenreCue::past, GenreCue::lead_past},
                                                         {GenreCue::present, GenreCue::lead_present},
                                                         {GenreCue::first_person, GenreCue::lead_first_person},
                                                         {GenreCue::second_person, GenreCue::lead_second_person},
                                                         {GenreCue::first_plural, GenreCue::lead_first_plural},
                                                         {GenreCue::months, GenreCue::lead_months},
                                                         {GenreCue::officials, GenreCue::lead_officials}};
    for (std::size_t g = 0; g < groups.size(); ++g) {
        set(groups[g].cue, share(reading.all, g));
        for (const auto& [whole, lead] : kOfLead)
            if (whole == groups[g].cue) set(lead, share(reading.lead, g) / 2);
    }
    set(GenreCue::lead_numbers, static_cast<double>(reading.lead.numbers) /
                                    static_cast<double>(std::max<std::size_t>(reading.lead.told, 1)) * 10);
    set(GenreCue::lead_asks, reading.lead.questions > 0);
}

bool begins_with_quote(std::string_view text) {
    return std::any_of(std::begin(kQuoteMarks), std::end(kQuoteMarks),
                       [text](std::string_view mark) { return text.starts_with(mark); });
}

bool ends_like_a_sentence(std::string_view text) {
    constexpr std::string_view kStops[] = {".", "!", "?", "…", "。", "！", "？", "”", "\"", "“", "»", ")", "」"};
    return std::any_of(std::begin(kStops), std::end(kStops),
                       [text](std::string_view stop) { return text.ends_with(stop); });
}

/// How long the blocks are, and of which kind.
void set_block_cues(const Article& article, const auto& set) {
    constexpr std::size_t kShort = 80;
    const std::string_view text = article.text;
    std::size_t headings = 0, items = 0, asked = 0, short_ones = 0, open = 0, quoting = 0;
    for (const Block& block : article.blocks) {
        const std::string_view one = text.substr(block.range.begin, block.range.end - block.range.begin);
        headings += block.role == Role::heading ? 1 : 0;
        items += block.role == Role::list_item ? 1 : 0;
        asked += one.ends_with('?') && one.size() < 400 ? 1 : 0;
        short_ones += one.size() < kShort ? 1 : 0;
        open += ends_like_a_sentence(one) ? 0 : 1;
        quoting += begins_with_quote(one) ? 1 : 0;
    }
    const double blocks = static_cast<double>(std::max<std::size_t>(article.blocks.size(), 1));
    const auto share = [blocks](std::size_t count) { return static_cast<double>(count) / blocks; };
    set(GenreCue::headings, std::min(1.0, share(headings) * 5));
    set(GenreCue::list_items, std::min(1.0, share(items) * 2));
    set(GenreCue::questions_alone, std::min(1.0, share(asked) * 5));
    set(GenreCue::paragraph_length, std::log1p(static_cast<double>(text.size()) / blocks) / 6);
    set(GenreCue::short_paragraphs, share(short_ones));
    set(GenreCue::open_paragraphs, share(open));
    set(GenreCue::quoting_paragraphs, share(quoting));
    set(GenreCue::lead_quotes, begins_with_quote(text));
}

/// How the headline is made. Its words: read_title_cues.
void set_title_cues(std::string_view title, const auto& set) {
    const auto words = static_cast<std::size_t>(std::count(title.begin(), title.end(), ' ')) + 1;
    set(GenreCue::title_length, static_cast<double>(title.size()) / 100);
    set(GenreCue::title_words, static_cast<double>(words) / 12);
    set(GenreCue::title_short, words < 5);
    set(GenreCue::title_colon, title.find(':') != std::string_view::npos);
    set(GenreCue::title_digit, std::any_of(title.begin(), title.end(), ascii::is_digit));
    set(GenreCue::title_exclaims, title.find('!') != std::string_view::npos);
    set(GenreCue::title_holds_quote,
        std::any_of(std::begin(kQuoteMarks), std::end(kQuoteMarks), [title](std::string_view mark) {
            const auto at = title.find(mark, 1);
            return at != std::string_view::npos && at + mark.size() < title.size();
        }));
    const std::size_t digits = static_cast<std::size_t>(
        std::find_if_not(title.begin(), title.end(), [](char c) { return ascii::is_digit(c); }) - title.begin());
    set(GenreCue::title_begins_with_number, digits > 0 && digits < 4 && title.size() > digits && title[digits] == ' ');
}

}  // namespace

GenreCues genre_cues(const Article& article, std::string_view type) {
    GenreCues cues{};
    const auto set = [&cues](GenreCue cue, double value) {
        cues[static_cast<std::size_t>(cue)] = static_cast<float>(std::min(value, 1.5));
    };
    const std::string_view text = article.text;
    const GenreReading reading = read_for_genre(text);
    const double share = 1.0 / static_cast<double>(std::max<std::size_t>(reading.all.told, 1));
    const double bytes = static_cast<double>(std::max<std::size_t>(text.size(), 1));
    set_word_cues(reading, set);
    set_block_cues(article, set);
    set(GenreCue::length, std::log1p(static_cast<double>(reading.all.words)) / 8);
    set(GenreCue::very_long, reading.all.words > 1800 ? 1 : 0);
    set(GenreCue::quoted, std::min(1.0, static_cast<double>(reading.quoted) / bytes * 3));
    set(GenreCue::exclamations, std::min(1.0, static_cast<double>(reading.all.exclamations) * share * 100));
    set(GenreCue::questions, static_cast<double>(reading.all.questions) * share * 100);
    set(GenreCue::short_sentences, static_cast<double>(reading.all.stops) * share * 12);
    set(GenreCue::quotes, std::min(1.0, static_cast<double>(reading.quotes) * share * 50));
    set(GenreCue::numbers, static_cast<double>(reading.all.numbers) * share * 20);
    set(GenreCue::digits, static_cast<double>(reading.digits) / bytes * 15);
    set(GenreCue::clock_times, static_cast<double>(reading.clock_times) * share * 50);
    const std::string title = fold_case(article.title);
    for (const std::string_view start : {"how ", "why ", "what ", "when ", "the best ", "wie ", "warum ", "was "})
        if (title.starts_with(start)) set(GenreCue::title_asks_how, 1);
    set_title_cues(title, set);
    read_title_cues(title, set);
    const std::string_view url = article.canonical_url.empty() ? article.url : article.canonical_url;
    set(GenreCue::soft_folder, in_folder(url, kSoftFolders));
    set(GenreCue::news_folder, in_folder(url, kNewsFolders));
    set(GenreCue::view_folder, in_folder(url, kViewFolders));
    set(GenreCue::news_type, type == "NewsArticle" || type == "ReportageNewsArticle");
    set(GenreCue::blog_type, type == "BlogPosting" || type == "Blog");
    set(GenreCue::no_author, article.authors.empty());
    set(GenreCue::single_author, article.authors.size() == 1);
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
