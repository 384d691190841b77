#include <array>

#include "extract/dates.h"
#include "extract/detail/metadata.h"
#include "text/ascii.h"

namespace newsloom::extract {
namespace {

constexpr std::array<std::string_view, 24> kPublishedKeys = {"article:published_time",
                                                             "datepublished",
                                                             "og:published_time",
                                                             "parsely-pub-date",
                                                             "sailthru.date",
                                                             "pubdate",
                                                             "publishdate",
                                                             "publish-date",
                                                             "publish_date",
                                                             "published_time",
                                                             "article.published",
                                                             "date",
                                                             "dc.date.issued",
                                                             "dcterms.created",
                                                             "dcterms.date",
                                                             "dc.date",
                                                             "dcterms.issued",
                                                             "citation_publication_date",
                                                             "cxenseparse:recs:publishtime",
                                                             "cxenseparse:publishtime",
                                                             "article.created",
                                                             "publication_date",
                                                             "originalpublicationdate",
                                                             "datecreated"};
constexpr std::array<std::string_view, 9> kModifiedKeys = {
    "article:modified_time", "og:updated_time",  "datemodified",    "lastmod",      "last-modified",
    "dcterms.modified",      "dc.date.modified", "article.updated", "modified_time"};

}  // namespace

void read_dates(const Page& page, const Facts& facts, Article& article, std::vector<Reason>* why) {
    const PageView& view = *facts.view;
    DateContext context;
    context.language = facts.language;
    if (page.fetched != Instant{}) context.not_after = date_of(page.fetched);
    std::string_view from;
    const auto read = [&](std::string_view text, std::string_view source) {
        if (article.published || text.empty()) return;
        article.published = find_date(text, context);
        if (article.published) from = source;
    };
    read(facts.linked.published, "JSON-LD datePublished");
    for (const std::string_view key : kPublishedKeys) {
        if (article.published) break;
        read(facts.meta(key), "meta");
    }
    read(facts.linked.page_published, "JSON-LD page");
    if (!article.published) {
        for (const PageView::Prop& prop : view.props) {
            const auto itemprop = (*prop.node)[html::Attr::itemprop];
            if (itemprop.find("datePublished") == std::string_view::npos) continue;
            for (const html::Attr attr : {html::Attr::content, html::Attr::datetime, html::Attr::title})
                read((*prop.node)[attr], "itemprop");
            if (!article.published) read(html::text_content(*prop.node).substr(0, 200), "itemprop");
        }
    }
    if (!article.published) {
        for (const html::Node* time : view.times) {
            read((*time)[html::Attr::datetime], "time element");
            if (!article.published) read(html::text_content(*time).substr(0, 100), "time element");
        }
    }
    if (!article.published) {
        const std::uint32_t head = facts.headline_block == ~0u ? 0 : facts.headline_block;
        for (std::uint32_t i = head > 10 ? head - 10 : 0; i < view.blocks.size() && i < head + 25 && !article.published;
             ++i) {
            if (view.blocks[i].size() < 160) read(view.view(view.blocks[i]), "text near the headline");
        }
    }
    if (!article.published) {
        if (const auto date = date_in_url(article.url)) {
            article.published = Timestamp{Instant{std::chrono::sys_days{*date}}, std::nullopt, true};
            from = "URL";
        }
    }
    const auto read_modified = [&](std::string_view text) {
        if (!article.modified && !text.empty()) article.modified = find_date(text, context);
    };
    read_modified(facts.linked.modified);
    for (const std::string_view key : kModifiedKeys)
        read_modified(facts.meta(key));
    if (why != nullptr && article.published) why->push_back({"published", std::string(from)});
}

}  // namespace newsloom::extract
