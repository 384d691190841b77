// Rules that must hold over every text at hand: stories of real outlets through annotate, corroborate and compose.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <deque>
#include <iostream>
#include <map>
#include <set>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "attribution/annotate.h"
#include "edition/compose.h"
#include "edition/detail/lines.h"
#include "edition/detail/quoting_budget.h"
#include "edition/detail/words.h"
#include "input/read_file.h"
#include "model/printed_story.h"
#include "shared.h"
#include "story/corroborate.h"

namespace newsloom {
namespace {

namespace json = boost::json;

std::string text_of(const Line& line) {
    return printed_text(line, [](const Label& label) { return edition::label_text(label); });
}

/// One story for each gold cluster of two articles or more; each article from an outlet of its own.
struct Corpus {
    std::deque<Article> articles;
    std::deque<Annotations> annotations;
    std::deque<Outlet> outlets;
    std::deque<Story> stories;

    explicit Corpus(const std::string& set) {
        const auto gold =
            json::parse(*read_file(tests::shared() / "data/stories" / (set + ".dev.gold.json"))).as_object();
        const std::string lines = *read_file(tests::shared() / "data/stories" / (set + ".dev.jsonl.gz"));
        std::map<std::string, std::vector<const Article*>> clusters;
        for (std::size_t at = 0; at < lines.size();) {
            const std::size_t end = std::min(lines.find('\n', at), lines.size());
            const json::object row = json::parse(std::string_view(lines).substr(at, end - at)).as_object();
            at = end + 1;
            const auto* const cluster = gold.if_contains(row.at("id").as_string());
            if (cluster == nullptr) continue;
            clusters[std::string(cluster->as_string())].push_back(&add(row));
        }
        for (const auto& [name, members] : clusters)
            add_story(members);
    }

    /// One edition of one story, so that every story is a top story.
    [[nodiscard]] Edition edition_of(const Story& story) const {
        edition::Material material;
        material.stories = {&story};
        for (const ArticleId id : story.articles) {
            const auto index = static_cast<std::size_t>(id.value - 1);
            material.articles[id] = &articles[index];
            material.annotations[id] = &annotations[index];
        }
        for (const Outlet& outlet : outlets)
            material.outlets[outlet.id] = &outlet;
        edition::Options options;
        options.now = story.last + std::chrono::hours(1);
        options.day = date_of(options.now);
        return edition::compose(material, options);
    }

  private:
    const Article& add(const json::object& row) {
        Article one;
        one.id = ArticleId(static_cast<std::int64_t>(articles.size()) + 1);
        one.document = DocumentId(one.id.value);
        one.url = one.canonical_url = "https://outlet.example/" + std::to_string(one.id.value);
        one.language = row.at("lang").as_string();
        one.title = row.at("title").as_string();
        one.text = row.at("text").as_string();
        if (row.at("time").is_string()) one.published = parse_rfc3339(std::string_view(row.at("time").as_string()));
        one.first_seen =
            one.published ? one.published->at + std::chrono::hours(20) : Instant{} + std::chrono::hours(1000);
        articles.push_back(std::move(one));
        annotations.push_back(attribution::annotate(articles.back()));
        return articles.back();
    }

    void add_story(const std::vector<const Article*>& members) {
        if (members.size() < 2) return;
        story::StoryMaterial material;
        material.id = StoryId(static_cast<std::int64_t>(stories.size()) + 1);
        for (std::size_t i = 0; i < members.size(); ++i) {
            while (outlets.size() <= i) {
                Outlet outlet;
                outlet.id = OutletId(static_cast<std::int64_t>(outlets.size()) + 1);
                outlet.key = "outlet-" + std::to_string(outlet.id.value);
                outlet.name = outlet.short_name = "Outlet " + std::to_string(outlet.id.value);
                outlets.push_back(std::move(outlet));
            }
            auto& article = articles[static_cast<std::size_t>(members[i]->id.value - 1)];
            article.outlet = outlets[i].id;
            material.members.push_back({&article,
                                        &annotations[static_cast<std::size_t>(article.id.value - 1)],
                                        &outlets[i],
                                        {article.id, article.id, {}, 0, 0, {}}});
        }
        Story made = story::corroborate(material);
        if (made.last == Instant{}) made.last = Instant{} + std::chrono::hours(1000);
        stories.push_back(std::move(made));
    }
};

class RealStories : public testing::TestWithParam<const char*> {};

/// No fact of fewer than two independent outlets, no difference that an outlet has with itself alone, nothing told that
/// is no sentence of an article of the story.
void check_story(const Corpus& corpus, const Story& story) {
    const auto article_of = [&](ArticleId id) -> const Article& {
        return corpus.articles[static_cast<std::size_t>(id.value - 1)];
    };
    const auto is_of_story = [&](const Span& span) {
        return std::find(story.articles.begin(), story.articles.end(), span.article) != story.articles.end() &&
               !span.range.empty() && span.range.end <= article_of(span.article).text.size();
    };
    for (const Fact& fact : story.facts) {
        EXPECT_GE(fact.independent, 2);
        std::set<ArticleId> articles;
        std::set<OutletId> outlets;
        for (const Span& span : fact.support) {
            ASSERT_TRUE(is_of_story(span));
            articles.insert(span.article);
            outlets.insert(article_of(span.article).outlet);
        }
        EXPECT_GE(articles.size(), 2U);
        EXPECT_EQ(outlets, std::set<OutletId>(fact.outlets.begin(), fact.outlets.end()));
        EXPECT_LE(fact.independent, static_cast<int>(outlets.size()));
    }
    for (const Difference& difference : story.differing) {
        ASSERT_GE(difference.sides.size(), 2U);
        for (const auto& side : difference.sides) {
            ASSERT_FALSE(side.empty());
            for (const DifferenceSide& entry : side)
                EXPECT_TRUE(is_of_story(entry.span));
        }
    }
    for (const Span& span : story.open)
        EXPECT_TRUE(is_of_story(span));
}

TEST_P(RealStories, keep_the_rules_of_the_edition) {
    NL_NEEDS_SHARED("data/stories");
    const Corpus corpus(GetParam());
    const bool show = std::getenv("NEWSLOOM_SHOW") != nullptr;
    std::size_t stories = 0, long_enough = 0, words_in_all = 0, with_voice = 0, lines = 0;
    std::chrono::nanoseconds slowest{0};
    for (const Story& story : corpus.stories) {
        check_story(corpus, story);
        const auto began = std::chrono::steady_clock::now();
        const Edition edition = corpus.edition_of(story);
        slowest = std::max(slowest, std::chrono::nanoseconds(std::chrono::steady_clock::now() - began));
        if (edition.stories.empty()) continue;
        ++stories;
        std::map<ArticleId, std::set<TextRange>> printed;
        edition::detail::for_each_line(edition, [&](const Line& line) {
            for (const Piece& piece : line.pieces) {
                const auto* const quoted = std::get_if<Quoted>(&piece);
                if (quoted == nullptr) continue;
                const Article& article = corpus.articles[static_cast<std::size_t>(quoted->span.article.value - 1)];
                ASSERT_EQ(bytes_of(article, quoted->span), quoted->bytes);
                if (quoted->span.field == Field::text) printed[article.id].insert(quoted->span.range);
            }
        });
        for (const auto& [id, ranges] : printed) {
            const Article& article = corpus.articles[static_cast<std::size_t>(id.value - 1)];
            std::size_t spans = 0, words = 0, end = 0;
            for (const TextRange& range : ranges) {  // in order: a part of what was printed adds nothing
                if (range.end <= end) continue;
                if (spans == 0 || range.begin > end + 1) ++spans;
                words += edition::detail::count_words(slice(article.text, {std::max(range.begin, end), range.end}));
                end = range.end;
            }
            EXPECT_LE(spans, 3U);
            EXPECT_LE(words, 75U);
            const double share =
                static_cast<double>(words) / static_cast<double>(edition::detail::count_words(article.text));
            EXPECT_TRUE(share <= 0.101 || (spans == 1 && words <= 45))
                << words << " words in " << spans << " spans, share " << share;
        }
        const PrintedStory& told = edition.stories[0];
        for (const Line& line : told.facts) {
            const bool is_fact = std::any_of(story.facts.begin(), story.facts.end(), [&](const Fact& fact) {
                return fact.independent >= 2 && fact.confidence >= kPrintedFact &&
                       std::any_of(fact.support.begin(), fact.support.end(), [&](const Span& span) {
                           return std::any_of(line.pieces.begin(), line.pieces.end(), [&](const Piece& piece) {
                               const auto* const quoted = std::get_if<Quoted>(&piece);
                               return quoted != nullptr && quoted->span.article == span.article &&
                                      quoted->span.range.overlaps(span.range);
                           });
                       });
            });
            EXPECT_TRUE(is_fact) << text_of(line);
        }
        std::string brief;
        for (const Line& line : told.brief) {
            EXPECT_FALSE(line.sources.empty());
            brief += text_of(line) + " ";
        }
        lines += told.brief.size();
        const std::size_t words = edition::detail::count_words(brief);
        EXPECT_LE(words, 175U) << brief;
        words_in_all += words;
        if (words >= 90) ++long_enough;
        if (!told.voices.empty()) ++with_voice;
        if (show) {
            std::cout << "\n## " << text_of(told.headline) << "  (" << story.articles.size() << " articles, " << words
                      << " words)\n";
            for (const Line& line : told.brief) {
                std::cout << "- " << text_of(line) << "  [";
                for (const SourceMark& mark : line.sources)
                    std::cout << " " << mark.outlet.value;
                std::cout << " ]\n";
            }
            for (const PrintedDifference& one : told.differences) {
                std::cout << "  differ: " << text_of(one.about);
                for (const auto& side : one.sides) {
                    std::cout << " |";
                    for (const Line& line : side)
                        std::cout << " " << text_of(line);
                }
                std::cout << "\n";
            }
            for (const Line& line : told.unknowns)
                std::cout << "  unknown: " << text_of(line) << "\n";
        }
    }
    ASSERT_GT(stories, 0U);
    std::cout << GetParam() << ": " << stories << " stories, " << words_in_all / stories << " words and "
              << lines / stories << " lines per brief, " << long_enough << " of 90 words and more, " << with_voice
              << " with voices; slowest compose "
              << std::chrono::duration_cast<std::chrono::microseconds>(slowest).count() << " us\n";
}

INSTANTIATE_TEST_SUITE_P(Sets, RealStories, testing::Values("basil", "ecbplus", "allsides_abp"));

}  // namespace
}  // namespace newsloom
