#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "extract/detail/genre_cues.h"
#include "extract/detail/genre_labels.h"
#include "extract/detail/roles.h"
#include "extract/detail/weights.h"
#include "text/ascii.h"
#include "text/fold.h"

namespace newsloom::extract {
namespace {

/// What schema.org's subtypes say.
std::optional<Genre> genre_of_type(std::string_view type) {
    if (type == "OpinionNewsArticle") return Genre::opinion;
    if (type == "AnalysisNewsArticle" || type == "BackgroundNewsArticle") return Genre::analysis;
    if (type == "ReviewNewsArticle" || type == "Review" || type == "CriticReview") return Genre::review;
    if (type == "LiveBlogPosting") return Genre::live;
    if (type == "AdvertiserContentArticle") return Genre::sponsored;
    if (type == "SatiricalArticle") return Genre::satire;
    return std::nullopt;
}

std::optional<Genre> genre_of_path(std::string_view url) {
    const auto scheme = url.find("//");
    std::size_t begin = scheme == std::string_view::npos ? 0 : url.find('/', scheme + 2);
    while (begin != std::string_view::npos && begin + 1 < url.size()) {
        const std::size_t end = url.find('/', begin + 1);
        if (end == std::string_view::npos) break;  // the last part is the article's own name
        if (const auto genre = genre_of_word(url.substr(begin + 1, end - begin - 1))) return genre;
        begin = end;
    }
    return std::nullopt;
}

/// "Opinion: ...", "Kommentar - ...", "... | Opinion", "Live: ..."
std::optional<Genre> genre_of_title(std::string_view title) {
    for (const std::string_view mark : {":", " | ", " - ", " – ", " — ", "："}) {
        if (const auto at = title.find(mark); at != std::string_view::npos && at < 30) {
            if (const auto genre = genre_of_word(title.substr(0, at))) return genre;
        }
        if (const auto at = title.rfind(mark); at != std::string_view::npos) {
            if (const auto genre = genre_of_word(title.substr(at + mark.size()))) return genre;
        }
    }
    const std::string folded = fold_case(title);
    // "The Salt Queen review: ...", "Theaterkritik: ...": the label ends what stands before the mark.
    for (const std::string_view mark : {":", " – ", " — ", " - ", " | "}) {
        const std::string_view front = std::string_view(folded).substr(0, folded.find(mark));
        if (front.size() == folded.size()) continue;
        for (const std::string_view end : {" review", "kritik", " recension", " recensie", " anmeldelse", "rezension",
                                           " recenzja", " recenze", " im test", " hands-on", " tested"})
            if (front.ends_with(end)) return Genre::review;
        for (const std::string_view end : {" in pictures", "in bildern", "en images", "en imágenes"})
            if (front.ends_with(end) || front == end.substr(end.front() == ' ' ? 1 : 0)) return Genre::feature;
        for (const std::string_view end : {" interview", "-interview", "im gespräch"})
            if (front.ends_with(end)) return Genre::interview;
        for (const std::string_view start : {"interview with ", "interview mit ", "entretien avec ", "entrevista a ",
                                             "entrevista con ", "entrevista com ", "intervista a ", "interview met "})
            if (front.starts_with(start)) return Genre::interview;
    }
    for (const std::string_view cue :
         {"live updates", "live blog", "liveblog", "as it happened", "live-ticker", "liveticker", "newsblog",
          "im live-ticker", "en direct", "minuto a minuto", "live:", "+++"}) {
        if (folded.find(cue) != std::string::npos) return Genre::live;
    }
    return std::nullopt;
}

/// Questions set apart from longer answers: of a person asked (an interview), or of the newsroom itself in subheads (an
/// explanation).
std::optional<Genre> genre_of_questions(const Facts& facts, const Sorted& sorted) {
    const PageView& view = *facts.view;
    int questions = 0, in_heads = 0, paragraphs = 0, to_a_person = 0;
    for (std::uint32_t i = sorted.first_body; i < sorted.end_body; ++i) {
        if (!is_body(sorted.roles[i])) continue;
        const TextBlock& block = view.blocks[i];
        ++paragraphs;
        const std::string_view text = view.view(block);
        const bool asks = text.ends_with('?') || text.ends_with("？") || text.find("? ") != std::string_view::npos;
        const bool set_apart = block.bold_bytes * 10 > block.size() * 7 || block.italic_bytes * 10 > block.size() * 7 ||
                               block.heading_level != 0;
        if (!asks || !set_apart || block.words < 3 || block.words > 80) continue;
        ++questions;
        in_heads += block.heading_level != 0 ? 1 : 0;
        const std::string folded = " " + fold_case(text);
        constexpr std::string_view kYou[] = {" you",   " your", " sie ", " ihr",   " ihnen", " du ",  " dein", " vous",
                                             " votre", " vos ", " tu ",  " usted", " su ",   " você", " lei ", " u ",
                                             " uw ",   " je ",  " du ",  " pan ",  " pani ", " вы ",  " вас",  " ты "};
        to_a_person += std::any_of(std::begin(kYou), std::end(kYou),
                                   [&](std::string_view you) { return folded.find(you) != std::string::npos; });
    }
    if (questions < 4 || questions * 5 < paragraphs) return std::nullopt;
    if (in_heads * 2 > questions && to_a_person * 3 < questions * 2) return Genre::analysis;
    return Genre::interview;
}

/// One of four or more links in a row that lead about the site. A path to the article is shorter.
bool stands_in_a_menu(const PageView& view, const Sorted& sorted, std::uint32_t at) {
    constexpr std::uint32_t kMenu = 4;
    const auto is_entry = [&](std::uint32_t i) {
        const TextBlock& block = view.blocks[i];
        return sorted.roles[i] == Role::navigation && block.words <= 4 && block.link_words == block.words;
    };
    if (!is_entry(at)) return false;
    std::uint32_t begin = at, end = at + 1;
    while (begin > 0 && at - begin < kMenu && is_entry(begin - 1))
        --begin;
    while (end < view.blocks.size() && end - at < kMenu && is_entry(end))
        ++end;
    return end - begin >= kMenu;
}

/// "9h05 - ", "14:05 Uhr": minutes of the day that a paragraph begins with.
std::optional<int> clock_time_before(std::string_view text) {
    const auto digits = [text](std::size_t from) {
        std::size_t n = 0;
        while (n < 3 && from + n < text.size() && ascii::is_digit(text[from + n]))
            ++n;
        return n;
    };
    const std::size_t hour = digits(0);
    if (hour == 0 || hour > 2 || text.size() < hour + 3) return std::nullopt;
    const char mark = text[hour];
    if ((mark != ':' && mark != '.' && mark != 'h') || digits(hour + 1) != 2) return std::nullopt;
    const auto value = [text](std::size_t from, std::size_t n) {
        int sum = 0;
        for (std::size_t i = from; i < from + n; ++i)
            sum = sum * 10 + (text[i] - '0');
        return sum;
    };
    const int minutes = value(0, hour) * 60 + value(hour + 1, 2);
    return minutes < 24 * 60 ? std::optional(minutes) : std::nullopt;
}

/// Paragraphs that begin with clock times, the newest first: entries of a live page. Programmes run the other way.
bool runs_backwards(const Facts& facts, const Sorted& sorted) {
    constexpr int kEntries = 5;
    int entries = 0, backwards = 0, last = 24 * 60;
    for (std::uint32_t i = sorted.first_body; i < sorted.end_body; ++i) {
        if (!is_body(sorted.roles[i])) continue;
        const auto minutes = clock_time_before(facts.view->view(facts.view->blocks[i]));
        if (!minutes) continue;
        ++entries;
        backwards += *minutes < last ? 1 : 0;
        last = *minutes;
    }
    return entries >= kEntries && backwards * 10 >= entries * 9;
}

/// "Ada Perrin: ...", "Question: ...": two or three voices whose names stand before what they say.
bool speakers_take_turns(const Facts& facts, const Sorted& sorted) {
    constexpr std::size_t kNameBytes = 40, kVoices = 3;
    std::vector<std::pair<std::string_view, int>> voices;
    std::string_view last;
    int paragraphs = 0, turns = 0;
    for (std::uint32_t i = sorted.first_body; i < sorted.end_body; ++i) {
        if (!is_body(sorted.roles[i])) continue;
        ++paragraphs;
        const std::string_view text = facts.view->view(facts.view->blocks[i]);
        const std::size_t colon = text.substr(0, kNameBytes).find(": ");
        if (colon == std::string_view::npos || colon == 0 || ascii::is_digit(text[0])) continue;
        const std::string_view name = text.substr(0, colon);
        if (std::count(name.begin(), name.end(), ' ') > 3) continue;
        const auto known =
            std::find_if(voices.begin(), voices.end(), [name](const auto& v) { return v.first == name; });
        if (known == voices.end()) {
            if (voices.size() > 2 * kVoices) return false;  // a list of things
            voices.emplace_back(name, 1);
        } else {
            ++known->second;
        }
        turns += name != last ? 1 : 0;
        last = name;
    }
    const auto often = std::count_if(voices.begin(), voices.end(), [](const auto& voice) { return voice.second >= 3; });
    return turns >= 6 && turns * 5 >= paragraphs * 2 && often >= 2 && often <= static_cast<long>(kVoices);
}

/// "Off the Record is the paper's satirical column.": a note of its own below the text, or its last lines.
bool says_satire_below(const Facts& facts, const Sorted& sorted) {
    constexpr std::uint32_t kBefore = 2, kAfter = 10, kWordsMost = 40;
    const PageView& view = *facts.view;
    const auto end = std::min<std::size_t>(view.blocks.size(), std::size_t{sorted.end_body} + kAfter);
    for (std::size_t i = sorted.end_body - std::min(sorted.end_body, kBefore); i < end; ++i) {
        const TextBlock& block = view.blocks[i];
        if (block.words > kWordsMost || block.link_words * 2 > block.words) continue;
        const std::string folded = fold_case(view.view(block));
        for (const std::string_view cue : {"satirical column", "is satire", "satirical site", "satirische kolumne",
                                           "ist satire", "satirical page", "work of satire"})
            if (folded.find(cue) != std::string::npos) return true;
    }
    return false;
}

Genre genre_by_telling(const GenreModel& model, const Article& article, std::string_view type) {
    if (model.classes.empty() || article.text.empty()) return Genre::news;
    const GenreCues cues = genre_cues(article, type);
    Genre best = Genre::news;
    float most = -std::numeric_limits<float>::infinity();
    for (const GenreModel::Class& one : model.classes) {
        float sum = one.bias;
        for (std::size_t i = 0; i < kGenreCues; ++i)
            sum += one.weights[i] * cues[i];
        if (sum <= most) continue;
        most = sum;
        best = one.genre;
    }
    return best;
}

}  // namespace

void read_genre(const Facts& facts, const Sorted& sorted, const Weights& weights, Article& article) {
    const PageView& view = *facts.view;
    std::optional<Genre> genre = genre_of_type(facts.linked.type);
    const auto consider = [&genre](std::optional<Genre> next) {
        if (!genre) genre = next;
    };
    consider(genre_of_title(article.title));
    consider(genre_of_word(article.kicker));
    for (const std::string_view key : {"article:section", "og:article:section", "section", "article:genre",
                                       "content-type", "parsely-section", "genre", "article:content_tier"}) {
        if (!genre) consider(genre_of_word(facts.meta(key)));
    }
    consider(genre_of_word(facts.linked.genre));
    for (const std::string& section : facts.linked.sections)
        consider(genre_of_word(section));
    consider(genre_of_path(article.canonical_url.empty() ? article.url : article.canonical_url));
    if (!genre) {
        // Labels above the headline.
        const std::uint32_t head = facts.headline_block;
        if (head != ~0u) {
            for (std::uint32_t i = head > 4 ? head - 4 : 0;
                 i < std::min<std::uint32_t>(head + 5, static_cast<std::uint32_t>(view.blocks.size())) && !genre; ++i) {
                const TextBlock& block = view.blocks[i];
                if (i == head || block.words > 4 || in(block.places, Place::nav)) continue;
                if (stands_in_a_menu(view, sorted, i)) continue;
                // A button of a broadcaster's is no label of a live page.
                if (const auto label = genre_of_word(view.view(block)); label != Genre::live) consider(label);
            }
        }
    }
    if (!genre && says_satire_below(facts, sorted)) genre = Genre::satire;
    if (!genre && runs_backwards(facts, sorted)) genre = Genre::live;
    if (!genre && speakers_take_turns(facts, sorted)) genre = Genre::interview;
    if (!genre) genre = genre_of_questions(facts, sorted);
    if (!genre) genre = genre_by_telling(weights.genre, article, facts.linked.type);
    if (genre) article.genre = *genre;

    article.paywalled = facts.linked.free.has_value() && !*facts.linked.free;
    if (const auto tier = fold_case(facts.meta("article:content_tier")); tier == "locked" || tier == "metered")
        article.paywalled = true;
    if (!article.paywalled) {
        for (std::uint32_t i = sorted.end_body; i < view.blocks.size() && i < sorted.end_body + 8; ++i) {
            if (sorted.roles[i] == Role::paywall && view.blocks[i].words >= 4) article.paywalled = true;
        }
    }
}

}  // namespace newsloom::extract
