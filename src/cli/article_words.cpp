// attribute, cluster, story: articles as JSON Lines in, what one stage finds in them out.
#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <set>
#include <tuple>

#include <CLI/CLI.hpp>

#include "attribution/annotate.h"
#include "base/map_ordered.h"
#include "cli/detail/article_line.h"
#include "cli/detail/cluster_word.h"
#include "cli/detail/file_words.h"
#include "cli/detail/words.h"
#include "dedup/collapse.h"
#include "input/read_file.h"
#include "lang/language.h"
#include "printed/annotations.h"
#include "printed/story.h"
#include "story/corroborate.h"
#include "text/ascii.h"

namespace newsloom::cli {
namespace {

struct ArticlesWord {
    std::vector<std::string> files;
    std::string clusters, offsets = "code_points", now;
};

/// Lines that could be read, in input order, with an ArticleId each: 1 for the first line.
class Batch {
  public:
    static Result<Batch> read(const std::vector<std::string>& files, unsigned jobs) {
        Batch batch;
        NL_TRY(batch.lines_, read_article_files(files, jobs));
        for (std::size_t i = 0; i < batch.lines_.size(); ++i) {
            if (auto& line = batch.lines_[i].line) {
                line->article.id = ArticleId(static_cast<std::int64_t>(i) + 1);
                line->article.document = DocumentId(line->article.id.value);
                batch.order_.push_back(i);
            }
        }
        // By time, then id; without a time last, in input order.
        std::stable_sort(batch.order_.begin(), batch.order_.end(), [&](std::size_t a, std::size_t b) {
            const ArticleLine& x = *batch.lines_[a].line;
            const ArticleLine& y = *batch.lines_[b].line;
            if (!x.time || !y.time) return x.time.has_value() && !y.time.has_value();
            return std::tie(*x.time, x.id) < std::tie(*y.time, y.id);
        });
        return batch;
    }
    [[nodiscard]] std::vector<NumberedLine>& lines() { return lines_; }
    [[nodiscard]] ArticleLine& at(ArticleId id) { return *lines_[static_cast<std::size_t>(id.value) - 1].line; }
    /// Null for an id that no line has.
    [[nodiscard]] const ArticleLine* find(ArticleId id) const {
        const auto i = static_cast<std::size_t>(id.value) - 1;
        return id.value > 0 && i < lines_.size() && lines_[i].line ? &*lines_[i].line : nullptr;
    }
    /// Indexes of lines in the order in which they are processed.
    [[nodiscard]] const std::vector<std::size_t>& order() const { return order_; }
    [[nodiscard]] ArticleLine& in_order(std::size_t i) { return *lines_[order_[i]].line; }

  private:
    std::vector<NumberedLine> lines_;
    std::vector<std::size_t> order_;
};

std::map<ArticleId, CopyLink> copies_of(Batch& batch, const std::vector<ArticleId>& articles, unsigned jobs) {
    auto signatures =
        map_ordered(articles, threads(jobs), [&](ArticleId id) { return dedup::signature(batch.at(id).article); });
    std::map<ArticleId, CopyLink> links;
    dedup::Index index;
    for (auto& signature : signatures) {
        const ArticleId id = signature.article;
        links.emplace(id, index.add(std::move(signature)));
    }
    return links;
}

// ---------------------------------------------------------------- attribute

void know_language(Article& article) {
    if (article.language.empty()) article.language = lang::language_of(article.text);
}

Result<std::string> print_annotations(std::string_view line, utf8::OffsetUnit unit) {
    NL_TRY(ArticleLine read, read_article_line(line));
    know_language(read.article);
    const Annotations annotations = attribution::annotate(read.article);
    std::string out;
    json::Writer w(out);
    begin_object(w, "attribute");
    w.key("id").raw(read.id_json);
    printed::write_fields(w, annotations, read.article.text, unit);
    w.end_object();
    return out + "\n";
}

// ---------------------------------------------------------------- story

struct StoryLine {
    std::string name;
    std::vector<ArticleId> articles;  ///< by time, then id
};

/// Which articles make which story: all in one, or as the clusters' file says. Stories in order of their first article.
Result<std::vector<StoryLine>> story_lines(Batch& batch, const std::string& clusters) {
    std::vector<StoryLine> stories;
    std::map<std::string, std::string> story_of;
    if (!clusters.empty()) {
        NL_TRY(const std::string bytes, read_file(clusters));
        std::string_view rest = bytes;
        for (int number = 1; !rest.empty(); ++number) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            const std::string_view line = ascii::trim(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (line.empty()) continue;
            auto read = read_cluster_line(line);
            if (!read) return tl::unexpected<Error>(about(clusters + ":" + std::to_string(number), read.error()));
            story_of.insert(std::move(*read));
        }
    }
    std::map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < batch.order().size(); ++i) {
        const ArticleLine& line = batch.in_order(i);
        std::string name = "1";
        if (!clusters.empty()) {
            const auto found = story_of.find(line.id);
            if (found == story_of.end()) continue;
            name = found->second;
        }
        const auto [place, is_new] = places.emplace(name, stories.size());
        if (is_new) stories.push_back({name, {}});
        stories[place->second].articles.push_back(line.article.id);
    }
    return stories;
}

class StoryTeller {
  public:
    StoryTeller(Batch& batch, const ArticlesWord& word) : batch_(batch), unit_(offset_unit(word.offsets)) {
        for (NumberedLine& line : batch.lines()) {
            if (!line.line || line.line->outlet.empty()) continue;
            const auto [place, is_new] =
                outlets_.emplace(line.line->outlet, OutletId(static_cast<std::int64_t>(outlets_.size()) + 1));
            line.line->article.outlet = place->second;
            // The first line of an outlet says whose it is; later lines fill what that one left out.
            Outlet& outlet = by_id_.emplace(place->second, line.line->about).first->second;
            outlet.id = place->second;
            if (is_new) continue;
            const Outlet& about = line.line->about;
            if (outlet.owner.empty()) outlet.owner = about.owner;
            if (outlet.owner_kind.empty()) outlet.owner_kind = about.owner_kind;
            if (outlet.country.empty()) outlet.country = about.country;
        }
        if (const auto time = parse_rfc3339(word.now)) now_ = time->at;
    }

    std::string tell(const StoryLine& line, std::int64_t number) const {
        std::vector<Annotations> annotations;
        for (const ArticleId id : line.articles) {
            know_language(batch_.at(id).article);
            annotations.push_back(attribution::annotate(batch_.at(id).article));
        }
        const auto copies = copies_of(batch_, line.articles, 1);
        story::StoryMaterial material{StoryId(number), 1, {}};
        for (std::size_t i = 0; i < line.articles.size(); ++i) {
            const Article& article = batch_.at(line.articles[i]).article;
            const auto outlet = by_id_.find(article.outlet);
            material.members.push_back(
                {&article, &annotations[i], outlet != by_id_.end() ? &outlet->second : nullptr, copies.at(article.id)});
        }
        Story story = story::corroborate(material);
        story.id = material.id;
        story.version = 1;
        story::rank(story, material, {now_, {}});
        std::string out;
        json::Writer w(out);
        begin_object(w, "story");
        printed::write_fields(w, story,
                              {.article =
                                   [&](ArticleId id) {
                                       const ArticleLine* found = batch_.find(id);
                                       return found != nullptr ? &found->article : nullptr;
                                   },
                               .outlet =
                                   [&](OutletId id) {
                                       const auto found = by_id_.find(id);
                                       return found != by_id_.end() ? found->second.key : std::string();
                                   },
                               .article_name =
                                   [&](ArticleId id) {
                                       const ArticleLine* found = batch_.find(id);
                                       return found != nullptr ? found->id : std::string();
                                   },
                               .unit = unit_});
        w.field("cluster", line.name);
        w.end_object();
        return out + "\n";
    }

  private:
    Batch& batch_;
    utf8::OffsetUnit unit_;
    std::map<std::string, OutletId> outlets_;
    std::map<OutletId, Outlet> by_id_;
    Instant now_{};
};

int print_stories(const ArticlesWord& word, const Habits& habits) {
    auto batch = Batch::read(word.files, habits.jobs);
    if (!batch) return ended(batch.error());
    std::size_t failed = 0;
    for (const NumberedLine& line : batch->lines()) {
        if (line.line) continue;
        ++failed;
        complain(about(line.name, line.line.error()));
    }
    const auto stories = story_lines(*batch, word.clusters);
    if (!stories) return ended(stories.error());
    const StoryTeller teller(*batch, word);
    std::vector<Input> names;
    for (std::size_t i = 0; i < stories->size(); ++i)
        names.push_back({(*stories)[i].name, std::to_string(i)});
    const int code =
        run_inputs({"story", habits.jobs, habits.quiet}, names, [&](const Input& input) -> Result<std::string> {
            const std::size_t i = std::stoul(input.url);
            return teller.tell((*stories)[i], static_cast<std::int64_t>(i) + 1);
        });
    return code == 0 && failed > 0 ? static_cast<int>(Exit::in_part) : code;
}

// ----------------------------------------------------------------

CLI::App* add_articles_word(CLI::App& app, Command& command, const std::string& name, const std::string& about,
                            const std::string& example, const std::shared_ptr<ArticlesWord>& word,
                            const std::function<int(const ArticlesWord&, const Habits&)>& work) {
    auto* sub = add_word(app, name, about, example);
    sub->add_option("FILE", word->files, "JSON Lines; - is standard input; .gz and .zst as they are")->required();
    sub->callback(
        [&command, word, work] { command.work = [&command, word, work] { return work(*word, command.habits); }; });
    return sub;
}

void add_offsets(CLI::App* sub, ArticlesWord& word) {
    sub->add_option("--offsets", word.offsets, "what offsets count")
        ->check(CLI::IsMember({"code_points", "bytes", "utf16"}));
}

}  // namespace

void add_article_words(CLI::App& app, Command& command) {
    auto attribute = std::make_shared<ArticlesWord>();
    add_offsets(add_articles_word(app, command, "attribute", "who says what in each article",
                                  "newsloom attribute --jobs 4 articles.jsonl.gz > said.jsonl", attribute,
                                  [](const ArticlesWord& word, const Habits& habits) {
                                      const auto unit = offset_unit(word.offsets);
                                      return run_lines(
                                          {"attribute", habits.jobs, habits.quiet}, word.files,
                                          [&](std::string_view line) { return print_annotations(line, unit); });
                                  }),
                *attribute);
    add_articles_word(
        app, command, "cluster", "which articles tell one story", "newsloom cluster articles.jsonl > stories.jsonl",
        std::make_shared<ArticlesWord>(),
        [](const ArticlesWord& word, const Habits& habits) { return print_clusters(word.files, habits); });
    auto story = std::make_shared<ArticlesWord>();
    auto* sub = add_articles_word(app, command, "story", "what the articles of one story (or of many) say together",
                                  "newsloom story articles-of-one-story.jsonl\n"
                                  "  newsloom story --clusters stories.jsonl articles.jsonl",
                                  story, print_stories);
    add_offsets(sub, *story);
    sub->add_option("--clusters", story->clusters, "many stories at once: the output of `newsloom cluster`")
        ->type_name("FILE");
    sub->add_option("--now", story->now, "freshness is measured against it")->type_name("TIME");
}

}  // namespace newsloom::cli
