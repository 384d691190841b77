#include "extract/detail/titles.h"

#include <algorithm>

#include "extract/detail/features.h"
#include "extract/detail/metadata.h"
#include "extract/detail/text_signs.h"
#include "text/ascii.h"
#include "text/fold.h"

namespace newsloom::extract {
namespace {

constexpr std::size_t kMostCandidates = 40;
constexpr std::size_t kLongestTitle = 400;
constexpr std::string_view kShown = "headline of the page";

enum class T : std::size_t {
#define X(name) name,
    NL_TITLE_FEATURES(X)
#undef X
};

struct Candidate {
    TitleCandidate out;
    std::string flat;  ///< squeezed
    std::vector<std::uint64_t> words;

    void set(T feature, double value) { out.row[static_cast<std::size_t>(feature)] = static_cast<float>(value); }
    [[nodiscard]] bool is(T feature) const { return out.row[static_cast<std::size_t>(feature)] != 0; }
};

/// The words of the last part of the path that looks like a headline ("…/some-words-of-it-12345.html").
std::vector<std::uint64_t> slug_words(std::string_view url) {
    const auto scheme = url.find("//");
    if (scheme != std::string_view::npos) url = url.substr(scheme + 2);
    const auto slash = url.find('/');
    if (slash == std::string_view::npos) return {};
    url = url.substr(slash, url.find_first_of("?#", slash) - slash);
    std::string_view best;
    auto most = 1;
    while (!url.empty()) {
        const auto next = url.find('/', 1);
        const std::string_view part = url.substr(0, next);
        const auto dashes =
            static_cast<int>(std::count(part.begin(), part.end(), '-') + std::count(part.begin(), part.end(), '_'));
        if (dashes > most) {
            most = dashes;
            best = part;
        }
        url = next == std::string_view::npos ? std::string_view() : url.substr(next);
    }
    std::string text(best.substr(0, 300));
    std::replace(text.begin(), text.end(), '-', ' ');
    std::replace(text.begin(), text.end(), '_', ' ');
    return word_hashes(text);
}

class Collector {
  public:
    Collector(const Facts& facts, const Article& article) : facts_(facts), view_(*facts.view), article_(article) {}

    std::vector<TitleCandidate> collect() {
        add(facts_.linked.headline, T::is_linked, "JSON-LD headline");
        add(facts_.meta("og:title"), T::is_og, "og:title");
        add(facts_.meta("twitter:title"), T::is_twitter, "twitter:title");
        for (const std::string_view key : {"dc.title", "parsely-title", "sailthru.title", "title", "cxenseparse:title"})
            add(facts_.meta(key), T::is_other_meta, "meta");
        add(view_.title, T::is_title, "title element");
        for (const std::string_view separator : {" | ", " - ", " – ", " — ", " :: ", " » ", " · ", "｜", "_"}) {
            const auto at = view_.title.find(separator);
            if (at == std::string::npos) continue;
            add(std::string_view(view_.title).substr(0, at), T::is_title_part, "title element");
            const auto last = view_.title.rfind(separator);
            if (last != at) add(std::string_view(view_.title).substr(0, last), T::is_title_part, "title element");
        }
        const std::size_t named = list_.size();
        for (std::uint32_t i = 0; i < view_.blocks.size() && list_.size() < kMostCandidates; ++i)
            add_block(i, named);
        describe();
        std::vector<TitleCandidate> result;
        for (Candidate& candidate : list_)
            result.push_back(std::move(candidate.out));
        return result;
    }

  private:
    Candidate* add(std::string_view value, T source, std::string_view from) {
        value = value.substr(0, kLongestTitle * 2);
        if (ascii::trim(value).empty()) return nullptr;
        std::string text =
            from == kShown ? std::string(value) : without_site_name(plain(value), article_.site, facts_.host);
        std::string flat = squeeze(text);
        if (flat.empty() || text.size() > kLongestTitle) return nullptr;
        for (Candidate& known : list_) {
            if (known.flat != flat) continue;
            known.set(source, 1);
            // The same letters with more spaces: elements were set side by side in the other.
            if (count_words(text) > count_words(known.out.text)) known.out.text = std::move(text);
            return &known;
        }
        Candidate made;
        made.words = word_hashes(text);
        made.out.text = std::move(text);
        made.out.from = from;
        made.flat = std::move(flat);
        made.set(source, 1);
        list_.push_back(std::move(made));
        return &list_.back();
    }

    void add_block(std::uint32_t i, std::size_t named) {
        const TextBlock& block = view_.blocks[i];
        const Container& c = view_.container(block);
        const bool hint = has(c.own, Hint::headline);
        if ((block.heading_level == 0 || block.heading_level > 3) && !hint) return;
        if (block.size() > kLongestTitle || block.words == 0) return;
        const std::string_view text = view_.view(block);
        const bool first = block.heading_level == 1;
        if (first) ++h1_count_;
        if (!first && i != facts_.headline_block) {
            // Of the lesser ones only those that say about the same as something named.
            const auto words = word_hashes(text);
            bool alike = false;
            for (std::size_t k = 0; k < named && !alike; ++k)
                alike = shares_of_words(words, list_[k].words) >= 1.0;
            if (!alike) return;
        }
        Candidate* made = add(text,
                              first                      ? T::is_h1
                              : block.heading_level == 2 ? T::is_h2
                              : block.heading_level == 3 ? T::is_h3
                                                         : T::is_hint,
                              kShown);
        if (made == nullptr) return;
        if (hint) made->set(T::is_hint, 1);
        if (made->out.block == ~0u || i == facts_.headline_block) made->out.block = i;
        if (first && h1_.empty()) h1_ = made->words;
        if (i == facts_.headline_block) made->set(T::shown, 1);
    }

    [[nodiscard]] const Candidate* with(T source) const {
        for (const Candidate& candidate : list_) {
            if (candidate.is(source)) return &candidate;
        }
        return nullptr;
    }

    void describe() {
        const Candidate* og = with(T::is_og);
        const Candidate* linked = with(T::is_linked);
        const Candidate* twitter = with(T::is_twitter);
        const Candidate* h1 = with(T::is_h1);
        const Candidate* title = with(T::is_title);
        const auto slug = slug_words(article_.canonical_url.empty() ? article_.url : article_.canonical_url);
        const std::vector<std::uint64_t> none;
        const auto words_of = [&none](const Candidate* c) -> const std::vector<std::uint64_t>& {
            return c == nullptr ? none : c->words;
        };
        std::uint32_t prose = 0;
        while (prose < view_.blocks.size() && !is_prose(view_, view_.blocks[prose]))
            ++prose;
        for (Candidate& c : list_) {
            double sources = 0;
            for (const T s :
                 {T::is_linked, T::is_og, T::is_twitter, T::is_title, T::is_other_meta, T::is_h1, T::is_hint})
                sources += c.is(s) ? 1 : 0;
            c.set(T::sources, sources);
            c.set(T::words, count_words(c.out.text));
            c.set(T::bytes, static_cast<double>(c.out.text.size()));
            c.set(T::in_title, share_of_words(c.words, words_of(title)));
            c.set(T::of_title, share_of_words(words_of(title), c.words));
            c.set(T::in_og, share_of_words(c.words, words_of(og)));
            c.set(T::of_og, share_of_words(words_of(og), c.words));
            c.set(T::in_linked, share_of_words(c.words, words_of(linked)));
            c.set(T::of_linked, share_of_words(words_of(linked), c.words));
            c.set(T::in_h1, share_of_words(c.words, h1_));
            c.set(T::of_h1, share_of_words(h1_, c.words));
            c.set(T::in_slug, slug.empty() ? -1 : share_of_words(c.words, slug));
            c.set(T::of_slug, slug.empty() ? -1 : share_of_words(slug, c.words));
            c.set(T::has_og, og != nullptr);
            c.set(T::has_linked, linked != nullptr);
            c.set(T::has_twitter, twitter != nullptr);
            c.set(T::has_h1, h1 != nullptr);
            c.set(T::h1_count, h1_count_);
            c.set(T::candidates, static_cast<double>(list_.size()));
            c.set(T::og_is_linked, og != nullptr && og == linked);
            c.set(T::og_is_h1, og != nullptr && og == h1);
            c.set(T::og_is_title, og != nullptr && og == title);
            c.set(T::cut_short, c.out.text.ends_with("...") || c.out.text.ends_with("…"));
            c.set(T::longer_than_og,
                  og == nullptr ? 0 : static_cast<double>(c.flat.size()) - static_cast<double>(og->flat.size()));
            c.set(T::longer_than_h1,
                  h1 == nullptr ? 0 : static_cast<double>(c.flat.size()) - static_cast<double>(h1->flat.size()));
            c.set(T::site, !article_.site.empty() && c.flat.find(squeeze(article_.site)) != std::string::npos);
            double separators = 0;
            for (const std::string_view s : {" | ", " - ", " – ", " — ", "｜", " » ", " / ", "_"})
                separators += c.out.text.find(s) != std::string::npos ? 1 : 0;
            c.set(T::separators, separators);
            c.set(T::colons, c.out.text.find(": ") != std::string::npos ? 1 : 0);
            c.set(T::news, facts_.linked.type.find("News") != std::string::npos ? 2 : facts_.linked.article ? 1 : 0);
            c.set(T::linked_any, facts_.linked.any);
            c.set(T::og_article, ascii::iequals(facts_.meta("og:type"), "article"));
            c.set(T::english, facts_.language.starts_with("en"));
            c.set(T::published, !facts_.linked.published.empty()                 ? 2
                                : !facts_.meta("article:published_time").empty() ? 1
                                                                                 : 0);
            c.set(T::section, !facts_.meta("article:section").empty() || !facts_.linked.sections.empty());
            const auto colon = c.out.text.find(": ");
            c.set(T::colon_part,
                  colon == std::string::npos ? 0 : count_words(std::string_view(c.out.text).substr(0, colon)));
            c.set(T::quotes, c.out.text.find('"') != std::string::npos || c.out.text.find("„") != std::string::npos ||
                                 c.out.text.find("“") != std::string::npos ||
                                 c.out.text.find("«") != std::string::npos);
            if (c.out.block != ~0u) {
                const TextBlock& block = view_.blocks[c.out.block];
                c.set(T::to_prose, std::clamp(static_cast<double>(prose) - c.out.block, -50.0, 50.0));
                c.set(T::aside, (block.places & (bit(Place::nav) | bit(Place::footer) | bit(Place::aside))) != 0 ||
                                    has_any(view_.container(block).path, Hint::related, Hint::teaser, Hint::sidebar));
            } else {
                c.set(T::to_prose, 99);
            }
            compare(c);
        }
    }

    void compare(Candidate& c) {
        for (const Candidate& other : list_) {
            if (&other == &c || other.flat.size() < 8 || c.flat.size() < 8) continue;
            const auto more = static_cast<double>(count_words(other.out.text));
            if (other.flat.starts_with(c.flat)) c.set(T::begins_other, more);
            if (other.flat.ends_with(c.flat)) c.set(T::ends_other, more);
            if (c.flat.starts_with(other.flat)) {
                c.set(T::other_begins, other.is(T::is_og) ? 3 : other.is(T::is_linked) ? 2 : 1);
                c.set(T::other_begins_words, more);
            }
            if (c.flat.ends_with(other.flat)) {
                c.set(T::other_ends, other.is(T::is_og) ? 3 : other.is(T::is_linked) ? 2 : 1);
                c.set(T::other_ends_words, more);
            }
        }
    }

    const Facts& facts_;
    const PageView& view_;
    const Article& article_;
    std::vector<Candidate> list_;
    std::vector<std::uint64_t> h1_;
    double h1_count_ = 0;
};

/// An element of its own at the beginning of `heading` holds `text` and nothing else.
bool begins_with_element(const html::Node& heading, std::string_view text) {
    const html::Node* first = heading.first_child();
    for (int depth = 0; first != nullptr && depth < 8;) {
        const std::string all = first->is_element() ? html::text_content(*first) : std::string(first->text());
        const std::string_view own = ascii::trim(all);
        if (own.empty()) {
            first = first->next_sibling();
            continue;
        }
        if (!first->is_element()) return false;
        if (own == text) return true;
        first = first->first_child();
        ++depth;
    }
    return false;
}

/// The rest of a shown headline that begins with a kicker set in the same heading with nothing between the two ("At the
/// border Talks go on"): the kicker is an element of its own, and another of the page's titles ends with that rest.
/// Empty: none.
std::string_view after_glued_kicker(std::string_view shown, const html::Node& heading,
                                    const std::vector<TitleCandidate>& candidates) {
    for (const TitleCandidate& other : candidates) {
        const auto colon = other.text.find(": ");
        for (const std::size_t from : {std::size_t{0}, colon == std::string::npos ? 0 : colon + 2}) {
            const std::string_view rest = std::string_view(other.text).substr(from);
            if (rest.size() >= shown.size() || !shown.ends_with(rest)) continue;
            const std::string_view kicker = ascii::trim(shown.substr(0, shown.size() - rest.size()));
            if (!kicker.empty() && begins_with_element(heading, kicker))
                return shown.substr(shown.size() - rest.size());
        }
    }
    return {};
}

}  // namespace

const std::vector<std::string>& title_feature_names() {
    static const std::vector<std::string> kNames = {
#define X(name) #name,
        NL_TITLE_FEATURES(X)
#undef X
    };
    return kNames;
}

std::vector<TitleCandidate> title_candidates(const Facts& facts, const Article& article) {
    return Collector(facts, article).collect();
}

void choose_title(const Facts& facts, Article& article, const Forest& trees, std::vector<Reason>* why) {
    if (trees.empty()) return;
    const std::vector<TitleCandidate> candidates = title_candidates(facts, article);
    const TitleCandidate* best = nullptr;
    float most = 0;
    for (const TitleCandidate& candidate : candidates) {
        const float score = trees.raw(candidate.row.data());
        if (best == nullptr || score > most) {
            best = &candidate;
            most = score;
        }
    }
    if (best == nullptr) return;
    article.title = best->text;
    std::replace(article.title.begin(), article.title.end(), '\n', ' ');
    if (facts.headline_block != ~0u) {
        // "Kicker Headline" within one heading.
        const PageView& view = *facts.view;
        std::string shown(view.view(view.blocks[facts.headline_block]));
        std::replace(shown.begin(), shown.end(), '\n', ' ');
        const auto is = [best](T source) { return best->row[static_cast<std::size_t>(source)] != 0; };
        const bool named_elsewhere = is(T::is_og) || is(T::is_linked) || is(T::is_twitter) || is(T::is_title);
        if (article.title == shown && !named_elsewhere) {
            const html::Node& heading = *view.container(view.blocks[facts.headline_block]).node;
            const std::string_view rest = after_glued_kicker(shown, heading, candidates);
            if (!rest.empty()) article.title = rest;
        }
        if (shown.size() > article.title.size() && shown.ends_with(article.title)) {
            const std::string_view before =
                ascii::trim(std::string_view(shown).substr(0, shown.size() - article.title.size()));
            if (count_words(before) <= 8)
                article.kicker = before.ends_with(':') ? before.substr(0, before.size() - 1) : before;
        }
    }
    if (why == nullptr) return;
    const auto known = std::find_if(why->begin(), why->end(), [](const Reason& r) { return r.field == "title"; });
    if (known != why->end()) {
        known->why = best->from;
    } else {
        why->push_back({"title", std::string(best->from)});
    }
}

}  // namespace newsloom::extract
