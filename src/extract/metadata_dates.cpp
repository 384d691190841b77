#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>

#include "extract/dates.h"
#include "extract/detail/metadata.h"
#include "extract/detail/phrases.h"
#include "text/ascii.h"

namespace newsloom::extract {
namespace {

using html::Attr;

constexpr std::array<std::string_view, 26> kPublishedKeys = {"article:published_time",
                                                             "datepublished",
                                                             "og:published_time",
                                                             "og:article:published_time",
                                                             "parsely-pub-date",
                                                             "sailthru.date",
                                                             "pubdate",
                                                             "publishdate",
                                                             "publish-date",
                                                             "publish_date",
                                                             "published_time",
                                                             "article.published",
                                                             "dc.date.issued",
                                                             "dcterms.created",
                                                             "dcterms.issued",
                                                             "dc.date",
                                                             "dcterms.date",
                                                             "citation_publication_date",
                                                             "cxenseparse:recs:publishtime",
                                                             "cxenseparse:publishtime",
                                                             "article.created",
                                                             "publication_date",
                                                             "originalpublicationdate",
                                                             "datecreated",
                                                             "date",
                                                             "pdate"};
constexpr std::array<std::string_view, 10> kModifiedKeys = {
    "article:modified_time", "og:updated_time",  "datemodified",    "lastmod",       "last-modified",
    "dcterms.modified",      "dc.date.modified", "article.updated", "modified_time", "og:article:modified_time"};

bool says_modified(std::string_view text) {
    for (const std::string_view cue :
         {"modif", "updat", "aktualis", "mis à jour", "actualiz", "atualiz", "aggiorn", "bijgewerkt", "uppdater",
          "oppdater", "opdater", "обновл", "оновл", "güncel", "更新", "수정"}) {
        if (ascii::ifind(text, cue) != std::string_view::npos) return true;
    }
    return false;
}

/// What is further apart are two times; what is nearer may be one time by two clocks.
constexpr std::chrono::hours kFurthestClocks{15};

/// The numbers of one page's dates, and where the chosen one came from.
class DateReader {
  public:
    DateReader(const Page& page, const Facts& facts, Article& article)
        : facts_(facts), view_(*facts.view), article_(article) {
        context_.language = facts.language;
        if (page.fetched != Instant{}) context_.not_after = date_of(page.fetched);
        url_date_ = date_in_url(article.url.empty() ? article.canonical_url : article.url);
    }

    void read(std::vector<Reason>* why) {
        published(facts_.linked.published, "JSON-LD datePublished");
        for (const std::string_view key : kPublishedKeys) {
            if (!article_.published) published(facts_.meta(key), "meta");
        }
        item_props();
        labelled_line();
        time_elements();
        marked_elements();
        own_teaser();
        near_headline();
        published(facts_.linked.page_published, "JSON-LD of the page");
        other_metas();
        if (!article_.published && url_date_) {
            article_.published = Timestamp{Instant{std::chrono::sys_days{*url_date_}}, std::nullopt, true};
            from_ = "URL";
        }
        scripts();
        anywhere();
        modified(facts_.linked.modified);
        for (const std::string_view key : kModifiedKeys) {
            if (!article_.modified) modified(facts_.meta(key));
        }
        if (!article_.published && article_.modified) {
            article_.published = article_.modified;
            from_ = "modified";
        }
        undo_redating();
        set_offset();
        if (why != nullptr && article_.published) why->push_back({"published", from_});
    }

  private:
    void published(std::string_view text, const char* from) {
        if (article_.published || text.empty()) return;
        article_.published = find_date(text.substr(0, 300), context_);
        if (article_.published) from_ = from;
    }
    void modified(std::string_view text) {
        if (!article_.modified && !text.empty()) article_.modified = find_date(text.substr(0, 300), context_);
    }

    void item_props() {
        for (const PageView::Prop& prop : view_.props) {
            if (article_.published) return;
            const auto itemprop = (*prop.node)[Attr::itemprop];
            const auto property = (*prop.node)[Attr::property];
            if (itemprop.find("datePublished") == std::string_view::npos &&
                property.find("datePublished") == std::string_view::npos &&
                itemprop.find("dateCreated") == std::string_view::npos)
                continue;
            if (has(view_.containers[prop.container].path, Hint::comment)) continue;
            for (const Attr attr : {Attr::content, Attr::datetime, Attr::title})
                published((*prop.node)[attr], "itemprop");
            if (!article_.published) published(html::text_content(*prop.node), "itemprop");
        }
    }

    /// <time>: what is marked as published and stands near the headline first; not those of comments and teasers.
    void time_elements() {
        if (article_.published) return;
        double best = -1e9;
        for (std::size_t i = 0; i < view_.times.size() && i < 200; ++i) {
            const PageView::Prop& time = view_.times[i];
            const html::Node& node = *time.node;
            const Container& c = view_.containers[time.container];
            const std::string text = html::text_content(node);
            std::string_view value = node[Attr::datetime];
            if (value.empty()) value = node[Attr::content];
            auto read = find_date(value.substr(0, 100), context_);
            if (!read) read = find_date(std::string_view(text).substr(0, 100), context_);
            if (!read) continue;
            double score = 0;
            const Hints own = hints_of(node[Attr::class_]) | c.own;
            if (node.attribute("pubdate")) score += 3;
            if (ascii::ifind(node[Attr::class_], "publish") != std::string_view::npos ||
                ascii::ifind(node[Attr::itemprop], "publish") != std::string_view::npos ||
                ascii::ifind(node[Attr::class_], "entry-date") != std::string_view::npos)
                score += 2;
            if (says_modified(node[Attr::class_]) || says_modified(node[Attr::itemprop])) score -= 2;
            if (has_any(c.path | own, Hint::comment, Hint::related, Hint::teaser, Hint::sidebar) ||
                in(c.places, Place::aside) || in(c.places, Place::nav) || in(c.places, Place::footer))
                score -= 5;
            if (facts_.headline_block != ~0u) {
                const double distance = std::abs(static_cast<double>(time.block) - facts_.headline_block);
                score -= std::min(distance, 60.0) * 0.06;
                if (time.block + 1 < facts_.headline_block) score -= 0.3;
            }
            score -= static_cast<double>(i) * 0.01;
            if (score > best) {
                best = score;
                article_.published = read;
                from_ = "time element";
            }
        }
        if (best < -4.5) article_.published.reset();  // only comments and teasers
    }

    /// Elements whose class says that they hold a date.
    void marked_elements() {
        if (article_.published) return;
        double best = -1e9;
        for (const PageView::Prop& prop : view_.props) {
            const Hints own = hints_of((*prop.node)[Attr::class_]) | hints_of((*prop.node)[Attr::id]) |
                              hints_of((*prop.node)[Attr::itemprop]);
            if (!has(own, Hint::time)) continue;
            const Container& c = view_.containers[prop.container];
            if (has_any(c.path, Hint::comment, Hint::related, Hint::teaser, Hint::sidebar) ||
                in(c.places, Place::aside) || in(c.places, Place::footer) || in(c.places, Place::nav))
                continue;
            std::optional<Timestamp> read;
            for (const Attr attr : {Attr::datetime, Attr::content, Attr::title})
                if (!read) read = find_date((*prop.node)[attr].substr(0, 100), context_);
            if (!read) read = find_date(html::text_content(*prop.node).substr(0, 160), context_);
            if (!read) continue;
            double score = 0;
            if (facts_.headline_block != ~0u)
                score -= std::min(std::abs(static_cast<double>(prop.block) - facts_.headline_block), 80.0) * 0.05;
            if (says_modified((*prop.node)[Attr::class_])) score -= 1;
            if (score > best) {
                best = score;
                article_.published = read;
                from_ = "element marked as a date";
            }
        }
    }

    /// "Published on 3 March 2021" at the headline.
    void labelled_line() {
        if (article_.published || facts_.headline_block == ~0u) return;
        const std::uint32_t head = facts_.headline_block;
        const auto end = std::min<std::uint32_t>(static_cast<std::uint32_t>(view_.blocks.size()), head + 9);
        for (std::uint32_t i = head > 4 ? head - 4 : 0; i < end; ++i) {
            const TextBlock& block = view_.blocks[i];
            const std::string_view text = view_.view(block);
            if (block.words > 12 || !has(find_phrases(text).at_begin, Phrase::time) || says_modified(text)) continue;
            published(text, "a line that gives the time");
        }
    }

    /// A page whose machine-readable dates of publication and change are one instant was dated anew when it changed;
    /// the line at the headline still says when it came out.
    void undo_redating() {
        if (!article_.published || !article_.modified || article_.published->date_only ||
            article_.published->at != article_.modified->at || facts_.headline_block == ~0u)
            return;
        const std::uint32_t head = facts_.headline_block;
        const auto end = std::min<std::uint32_t>(static_cast<std::uint32_t>(view_.blocks.size()), head + 7);
        for (std::uint32_t i = head > 3 ? head - 3 : 0; i < end; ++i) {
            const TextBlock& block = view_.blocks[i];
            if (block.words > 14) continue;
            const auto shown = find_date(view_.view(block), context_);
            if (!shown || shown->date_only || shown->at + kFurthestClocks > article_.published->at ||
                shown->at + std::chrono::hours{24 * 60} < article_.published->at)
                continue;
            article_.published = shown;
            from_ = "the line at the headline: the machine-readable date is that of a change";
            return;
        }
    }

    /// A list of articles on the page may hold the page itself, with its date beside or under the link.
    void own_teaser() {
        if (article_.published) return;
        const auto own = path_of(article_.url.empty() ? article_.canonical_url : article_.url);
        if (own.size() < 8) return;
        for (std::uint32_t i = 0; i < view_.blocks.size(); ++i) {
            const TextBlock& block = view_.blocks[i];
            bool itself = false;
            for (std::uint32_t k = block.first_link; k < block.end_link && !itself; ++k) {
                const std::string_view href = (*view_.links[k].node)[Attr::href];
                itself = href.find('#') == std::string_view::npos && path_of(href) == own;  // with one: a comment's
            }
            if (!itself || block.size() > 200) continue;
            published(view_.view(block), "beside a link to the page itself");
            if (i + 1 < view_.blocks.size() && view_.blocks[i + 1].words <= 6)
                published(view_.view(view_.blocks[i + 1]), "beside a link to the page itself");
        }
    }

    /// Without scheme, host, query and fragment.
    static std::string_view path_of(std::string_view url) {
        if (const auto scheme = url.find("://"); scheme != std::string_view::npos) {
            const auto slash = url.find('/', scheme + 3);
            url = slash == std::string_view::npos ? std::string_view() : url.substr(slash);
        }
        return url.substr(0, std::min(url.find('?'), url.find('#')));
    }

    void near_headline() {
        if (article_.published) return;
        const auto n = static_cast<std::uint32_t>(view_.blocks.size());
        const std::uint32_t head = facts_.headline_block == ~0u ? 0 : facts_.headline_block;
        const std::uint32_t end = std::min(n, head + 25);
        for (std::uint32_t i = head; i < end; ++i) {
            if (view_.blocks[i].size() < 200) published(view_.view(view_.blocks[i]), "text near the headline");
        }
        for (std::uint32_t i = head; i > 0 && i + 11 > head;) {
            --i;
            if (view_.blocks[i].size() < 120) published(view_.view(view_.blocks[i]), "text near the headline");
        }
    }

    void other_metas() {
        for (const MetaTag& tag : view_.meta) {
            if (article_.published) return;
            if (tag.content.size() < 8 || tag.content.size() > 60) continue;
            const bool dated = ascii::ifind(tag.key, "publ") != std::string_view::npos ||
                               ascii::ifind(tag.key, "created") != std::string_view::npos ||
                               ascii::ifind(tag.key, "uploaded") != std::string_view::npos ||
                               ascii::ifind(tag.key, "release") != std::string_view::npos ||
                               ascii::ifind(tag.key, "date") != std::string_view::npos;
            if (dated && !says_modified(tag.key) && ascii::ifind(tag.key, "expir") == std::string_view::npos &&
                ascii::ifind(tag.key, "publisher") == std::string_view::npos)
                published(tag.content, "meta");
        }
    }

    /// One of these stands in every key below: most scripts have none, and are looked through three times only.
    static bool may_be_dated(std::string_view text) {
        for (const std::string_view part : {"ubli", "pubDate", "reated"}) {
            if (memmem(text.data(), text.size(), part.data(), part.size()) != nullptr) return true;
        }
        return false;
    }

    /// Values in the page's scripts that are named after publishing.
    void scripts() {
        if (article_.published) return;
        for (const html::Node* script : view_.scripts) {
            const std::string_view text =
                script->first_child() == nullptr ? std::string_view() : script->first_child()->text();
            if (!may_be_dated(text)) continue;
            for (const std::string_view key :
                 {"datePublished\"", "publishedAt\"", "published_at\"", "publishDate\"", "publish_date\"",
                  "publicationDate\"", "pubDate\"", "firstPublished\"", "published_date\"", "publishedDate\"",
                  "datePublished'", "publishDate'", "publish_date'", "created_at\"", "createdAt\""}) {
                const auto at = text.find(key);
                if (at == std::string_view::npos) continue;
                published(text.substr(at + key.size(), 40), "script");
                if (article_.published) return;
            }
        }
    }

    /// A short line anywhere that begins as such lines do, else the first short one with a date that is not in a list
    /// of teasers.
    void anywhere() {
        if (article_.published) return;
        const TextBlock* other = nullptr;
        for (const TextBlock& block : view_.blocks) {
            if (block.words > 24 || block.size() > 200) continue;
            const Container& c = view_.container(block);
            if (has_any(c.path, Hint::comment, Hint::related, Hint::teaser, Hint::legal) ||
                in(block.places, Place::nav))
                continue;
            const std::string_view text = view_.view(block);
            if (!find_date(text, context_)) continue;
            if (has(find_phrases(text).at_begin, Phrase::time) || says_modified(text)) {
                published(text, "a line that gives the time");
                return;
            }
            if (other == nullptr && !in(block.places, Place::footer)) other = &block;
        }
        if (other != nullptr) published(view_.view(*other), "a date on the page");
        if (!article_.published) {
            // "(18.01.2018) The farmers ...": within the first lines of the text
            int looked = 0;
            for (const TextBlock& block : view_.blocks) {
                if (block.words < 20 || in(block.places, Place::nav)) continue;
                if (++looked > 3) return;
                published(view_.view(block).substr(0, 60), "the text's first line");
            }
        }
    }

    /// A machine's time in UTC may fall on another day than the page's own: the page's date (in its URL or in sight)
    /// says by how much. The instant stays; what changes is the offset under which it is printed.
    void set_offset() {
        if (!article_.published || article_.published->date_only) return;
        Timestamp& time = *article_.published;
        if (time.offset && *time.offset != std::chrono::minutes{0}) return;
        if (article_.modified && article_.modified->offset && *article_.modified->offset != std::chrono::minutes{0} &&
            !time.offset)
            return;
        // The same instant with an offset elsewhere on the page.
        for (std::size_t i = 0; i < view_.times.size() && i < 60; ++i) {
            const auto other = find_date((*view_.times[i].node)[Attr::datetime].substr(0, 60), context_);
            if (!other || other->date_only || !other->offset || *other->offset == std::chrono::minutes{0}) continue;
            const auto apart = other->at > time.at ? other->at - time.at : time.at - other->at;
            if (apart > std::chrono::seconds{60}) continue;
            time.offset = other->offset;
            return;
        }
        if (url_date_) {
            offset_to(*url_date_);
        } else {
            offset_of_scripts();
        }
    }

    /// The offset under which the time falls on `day`, when that is a day before or after its day in UTC.
    void offset_to(Date day) {
        Timestamp& time = *article_.published;
        const auto days = std::chrono::sys_days{day} - std::chrono::floor<std::chrono::days>(time.at);
        const auto of_day = time.at - std::chrono::floor<std::chrono::days>(time.at);
        if (days == std::chrono::days{-1} && of_day < std::chrono::hours{10}) {
            time.offset = -std::chrono::ceil<std::chrono::hours>(of_day + std::chrono::seconds{1});
        } else if (days == std::chrono::days{1} && of_day >= std::chrono::hours{12}) {
            time.offset = std::chrono::ceil<std::chrono::hours>(std::chrono::hours{24} - of_day);
        }
    }

    /// What the page's scripts know of its clock: a bare day under a name of publishing, or times of the same days
    /// with one offset.
    void offset_of_scripts() {
        const Timestamp& time = *article_.published;
        const std::string year = std::to_string(static_cast<int>(date_of(time.at).year()));
        std::optional<std::chrono::minutes> voted;
        bool torn = false;
        for (const html::Node* script : view_.scripts) {
            const std::string_view text =
                script->first_child() == nullptr ? std::string_view() : script->first_child()->text();
            for (auto at = text.find(year); at != std::string_view::npos; at = text.find(year, at + year.size())) {
                const std::string_view value = text.substr(at, 30);
                if (value.size() > 10 && value[4] == '-' && value[10] == '"' && at > 0 && text[at - 1] == '"') {
                    const auto day = find_date(value.substr(0, 10), context_);
                    if (!day || !names_publishing(text.substr(at > 40 ? at - 40 : 0, std::min<std::size_t>(at, 40))))
                        continue;
                    offset_to(date_of(day->at));
                    if (time.offset && *time.offset != std::chrono::minutes{0}) return;
                    continue;
                }
                // "2026-03-01T23:00:00-04:00", "Sun, 01 Mar 2026 23:00:00 -0400"
                const bool iso = value.size() >= 25 && value[10] == 'T';
                const bool mail =
                    value.size() >= 19 && value[4] == ' ' && value[7] == ':' && value[13] == ' ' && at > 8;
                if (!iso && !mail) continue;
                const auto other = find_date(iso ? value : text.substr(at - 7, 26), context_);
                if (!other || other->date_only || !other->offset || *other->offset == std::chrono::minutes{0}) continue;
                const auto apart = other->at > time.at ? other->at - time.at : time.at - other->at;
                if (apart > std::chrono::hours{72}) continue;
                torn = torn || (voted && *voted != *other->offset);
                voted = other->offset;
            }
        }
        if (voted && !torn) article_.published->offset = voted;
    }

    /// The key before a quoted value is named after publishing or making.
    static bool names_publishing(std::string_view before) {
        const auto close = before.rfind("\":");
        if (close == std::string_view::npos || close == 0 || close + 4 < before.size()) return false;
        const auto open = before.rfind('"', close - 1);
        const std::string_view key =
            open == std::string_view::npos ? before.substr(0, close) : before.substr(open + 1, close - open - 1);
        return ascii::ifind(key, "publ") != std::string_view::npos ||
               ascii::ifind(key, "creat") != std::string_view::npos;
    }

    const Facts& facts_;
    const PageView& view_;
    Article& article_;
    DateContext context_;
    std::optional<Date> url_date_;
    const char* from_ = "";
};

}  // namespace

void read_dates(const Page& page, const Facts& facts, Article& article, std::vector<Reason>* why) {
    DateReader(page, facts, article).read(why);
}

}  // namespace newsloom::extract
