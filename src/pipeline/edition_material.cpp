#include "pipeline/detail/edition_material.h"

#include <algorithm>
#include <set>

#include "pipeline/detail/articles.h"
#include "printed/edition.h"

namespace newsloom::pipeline {

namespace {

constexpr std::size_t kEarlierEditions = 3;  // a story they told comes back only as an update
constexpr std::size_t kMostStories = 200;

/// Pages of the window that no story tells, and why.
Result<std::vector<std::pair<std::string, std::string>>> left_out(Engine& engine, Instant since, Instant now) {
    std::vector<std::pair<std::string, std::string>> result;
    const store::Query window{.index = "article_first_seen",
                              .from = store::to_value(since + std::chrono::seconds(1)),
                              .upto = store::to_value(now)};
    NL_TRY(const auto rows, store::select<store::ArticleRow>(engine.content, window));
    for (const store::ArticleRow& row : rows) {
        const bool is_marked = row.genre == name(Genre::sponsored) || row.genre == name(Genre::satire);
        if (row.is_article && !is_marked) continue;
        NL_TRY(const auto page, store::get<store::PageRow>(engine.content, row.page));
        result.emplace_back(page ? page->url : "", row.is_article ? row.genre : row.why_not);
    }
    NL_TRY(const auto problems,
           store::select<store::ProblemRow>(engine.content, {.equal = {std::string_view("extract")}}));
    for (const store::ProblemRow& problem : problems) {
        NL_TRY(const auto page, store::get<store::PageRow>(engine.content, PageId(problem.item)));
        NL_TRY(const auto made,
               store::first<store::ArticleRow>(engine.content,
                                               {.index = "article_page", .equal = {store::to_value(problem.item)}}));
        if (page && !made && page->fetched > since && page->fetched <= now)
            result.emplace_back(page->url, problem.what);
    }
    return result;
}

/// Documents of which a new version came in (since, now].
Result<std::set<DocumentId>> revised_documents(Engine& engine, Instant since, Instant now) {
    std::set<DocumentId> documents;
    const store::Query window{.index = "page_fetched",
                              .from = store::to_value(since + std::chrono::seconds(1)),
                              .upto = store::to_value(now)};
    NL_CHECK(engine.content.scan(store::spec<store::PageRow>(), window, [&](store::Values values) {
        const auto page = store::row_of<store::PageRow>(values);
        if (page.version > 1) documents.insert(page.document);
        return true;
    }));
    return documents;
}

/// How many pages of each outlet came in in (since, now]; what could not be fetched is no page.
Result<std::map<OutletId, std::size_t>> pages_fetched(Engine& engine, Instant since, Instant now) {
    std::map<OutletId, std::size_t> pages;
    const store::Query window{.index = "page_fetched",
                              .from = store::to_value(since + std::chrono::seconds(1)),
                              .upto = store::to_value(now)};
    NL_CHECK(engine.content.scan(store::spec<store::PageRow>(), window, [&](store::Values values) {
        const auto page = store::row_of<store::PageRow>(values);
        if (page.outlet && page.status == 200) ++pages[page.outlet];
        return true;
    }));
    return pages;
}

/// Editions that printed words of any version of the document.
Result<std::set<EditionId>> editions_citing(Engine& engine, DocumentId document) {
    std::set<EditionId> editions;
    NL_TRY(const auto articles,
           store::select<store::ArticleRow>(engine.content,
                                            {.index = "article_document", .equal = {store::to_value(document)}}));
    for (const store::ArticleRow& article : articles) {
        NL_TRY(const auto sources,
               store::select<store::LineSourceRow>(
                   engine.ledger, {.index = "line_source_article", .equal = {store::to_value(article.id)}}));
        for (const store::LineSourceRow& source : sources) {
            NL_TRY(const auto line, store::get<store::LineRow>(engine.ledger, source.line));
            if (line) editions.insert(line->edition);
        }
    }
    return editions;
}

class Gatherer {
  public:
    Gatherer(Engine& engine, Instant since, Instant now) : engine_(engine), since_(since), now_(now) {}

    Result<EditionMaterial> gather() {
        NL_TRY(made_.stories, ranked_stories(engine_, since_, now_, kMostStories));
        NL_TRY(made_.outlets, engine_.outlets());
        NL_TRY(made_.left_out, left_out(engine_, since_, now_));
        NL_TRY(made_.pages_fetched, pages_fetched(engine_, since_, now_));
        std::set<EditionId> earlier;
        NL_CHECK(newest_editions(earlier));
        NL_CHECK(revisions(earlier));
        for (auto id = earlier.rbegin(); id != earlier.rend(); ++id)
            NL_CHECK(add_edition(*id));
        return std::move(made_);
    }

  private:
    Result<void> newest_editions(std::set<EditionId>& earlier) {
        return engine_.ledger.scan(store::spec<store::EditionRow>(), {.descending = true}, [&](store::Values values) {
            const auto row = store::row_of<store::EditionRow>(values);
            if (row.composed > now_) return true;  // a later day was composed first
            if (earlier.empty()) since_ = std::min(since_, row.composed);
            earlier.insert(row.id);
            return earlier.size() < kEarlierEditions;
        });
    }

    /// However long ago it was printed: what has been revised since the last edition may need a correction.
    Result<void> revisions(std::set<EditionId>& earlier) {
        std::set<DocumentId> told;
        for (const RankedStory& story : made_.stories)
            for (const OwnedMember& member : story.members)
                told.insert(member.article.document);
        NL_TRY(const auto documents, revised_documents(engine_, since_, now_));
        for (const DocumentId document : documents) {
            NL_TRY(const auto editions, editions_citing(engine_, document));
            if (editions.empty()) continue;
            earlier.insert(editions.begin(), editions.end());
            if (!told.contains(document)) NL_CHECK(add_revised(document));
        }
        return {};
    }

    Result<void> add_revised(DocumentId id) {
        NL_TRY(const auto document, store::get<store::DocumentRow>(engine_.content, id));
        if (!document || !document->article) return {};
        NL_TRY(auto article, read_article(engine_, document->article));
        if (!article) return {};
        OwnedMember member;
        member.article = *std::move(article);
        NL_TRY(auto annotations, read_annotations(engine_, member.article.id));
        if (annotations) member.annotations = *std::move(annotations);
        made_.revised.push_back(std::move(member));
        return {};
    }

    Result<void> add_edition(EditionId id) {
        NL_TRY(const auto row, store::get<store::EditionRow>(engine_.ledger, id));
        if (!row || row->composed > now_) return {};
        NL_TRY(Edition edition, printed::edition_from_json(row->json));
        edition.id = id;
        made_.earlier.push_back(std::move(edition));
        return {};
    }

    Engine& engine_;
    Instant since_, now_;
    EditionMaterial made_;
};

}  // namespace

edition::Material EditionMaterial::material() const {
    edition::Material made;
    const auto add = [&](const OwnedMember& member) {
        made.articles.emplace(member.article.id, &member.article);
        made.annotations.emplace(member.article.id, &member.annotations);
    };
    for (const RankedStory& one : stories) {
        made.stories.push_back(&one.story);
        for (const OwnedMember& member : one.members)
            add(member);
    }
    for (const OwnedMember& member : revised)
        add(member);
    for (const auto& [id, outlet] : outlets)
        made.outlets.emplace(id, &outlet);
    for (const Edition& edition : earlier)
        made.earlier.push_back(&edition);
    made.left_out = left_out;
    made.pages_fetched = pages_fetched;
    return made;
}

Result<EditionMaterial> edition_material(Engine& engine, Instant since, Instant now) {
    return Gatherer(engine, since, now).gather();
}

}  // namespace newsloom::pipeline
