// fetch: a link in, its page out. Asks robots.txt first, one host after the other.
//
// A page is looked at again while a correction is likely: a new version of it marks every line that was printed from
// the old one. The question is a conditional one (RFC 9110, 13.1), so what has not changed costs an answer without a
// body.
#include <optional>

#include "net/http.h"
#include "pipeline/detail/ingest.h"
#include "pipeline/detail/stages.h"
#include "pipeline/detail/work.h"
#include "robots/robots.h"
#include "url/url.h"

namespace newsloom::pipeline {

namespace {

constexpr auto kRobotsAge = std::chrono::hours(24);  // RFC 9309, 2.4: not longer than 24 hours
/// After its link was found.
constexpr std::chrono::hours kLooks[] = {std::chrono::hours(8), std::chrono::hours(20), std::chrono::hours(72),
                                         std::chrono::hours(7 * 24)};
constexpr int kUnreachable = 599;  // RFC 9309, 2.3.1.4: as if the server failed, nothing is allowed

/// robots.txt of the URL's origin, as stored or fetched now.
Result<store::RobotsRow> robots_of(Engine& engine, const url::Url& url) {
    const std::string origin = url.scheme + "://" + url.host + (url.port.empty() ? "" : ":" + url.port);
    NL_TRY(const auto known, store::get<store::RobotsRow>(engine.content, origin));
    if (known && known->fetched + kRobotsAge > engine.now) return *known;
    store::RobotsRow row{origin, kUnreachable, {}, engine.now};
    net::Request request;
    request.url = origin + "/robots.txt";
    request.max_bytes = 512 * kKiB;
    auto response = engine.options.http->get(request);
    if (response) {
        row.status = response->status;
        row.body = std::move(response->body);
    }
    NL_CHECK(store::put(engine.content, row));
    return row;
}

Result<Loaded<store::LinkRow>> load_link(Engine& engine, const store::TodoRow& todo) {
    Loaded<store::LinkRow> loaded;
    NL_TRY(const auto link, store::get<store::LinkRow>(engine.content, todo.item));
    if (!link) return loaded;
    loaded.subject = link->url;
    const auto url = url::parse(link->url);
    if (!url) {
        loaded.input = tl::unexpected(url.error());
        return loaded;
    }
    NL_TRY(const store::RobotsRow robots, robots_of(engine, *url));
    const auto verdict =
        robots::Rules::for_status(robots.status, robots.body).allowed(engine.options.user_agent, link->url);
    if (!verdict.allowed) {
        loaded.input = robots.status == kUnreachable
                           ? fail(Errc::unavailable, robots.origin + "/robots.txt does not answer")
                           : fail(Errc::refused, link->url + ": robots.txt says \"" + verdict.rule + "\"");
        return loaded;
    }
    loaded.input = *link;
    return loaded;
}

struct Fetched {
    std::optional<Page> page;  ///< none: not changed since the last look
    std::string etag, last_modified;
};

Result<Fetched> get_page(const store::LinkRow& link, const Options& options) {
    net::Request request;
    request.url = link.url;
    request.etag = link.etag;
    request.last_modified = link.last_modified;
    request.max_bytes = options.limits.page_bytes;
    NL_TRY(net::Response response, options.http->get(request));
    if (response.status == 304) return Fetched{{}, link.etag, link.last_modified};
    const std::string answers = link.url + ": the server answers " + std::to_string(response.status);
    if (response.status >= 500 || response.status == 429) return fail(Errc::unavailable, answers);
    if (response.status < 200 || response.status > 299) return fail(Errc::not_found, answers);
    if (response.body.empty()) return fail(Errc::bad_input, link.url + ": the page is empty");
    Page page;
    page.outlet = link.outlet;
    page.url = link.url;
    page.final_url = std::move(response.final_url);
    page.status = response.status;
    page.media_type = std::move(response.media_type);
    page.body = std::move(response.body);
    return Fetched{std::move(page), std::move(response.etag), std::move(response.last_modified)};
}

/// The next look at a page; none when it is old.
std::optional<Instant> next_look(Instant found, Instant now) {
    for (const std::chrono::hours after : kLooks)
        if (found + after > now) return found + after;
    return {};
}

Result<void> save_page(Engine& engine, const Stage& stage, const store::TodoRow& todo, const Fetched& fetched,
                       std::vector<Given>& given) {
    NL_TRY(auto link, store::get<store::LinkRow>(engine.content, todo.item));
    if (!link) return {};
    link->etag = fetched.etag;
    link->last_modified = fetched.last_modified;
    NL_CHECK(store::put(engine.content, *link));
    if (const auto look = next_look(link->found, engine.now))
        NL_CHECK(store::put(engine.content, store::TodoRow{std::string(stage.name), todo.item, *look, {}}));
    if (!fetched.page) return {};
    Page page = *fetched.page;
    page.fetched = engine.now;
    AddReport report;
    NL_CHECK(ingest_page(engine, std::move(page), link->url, report, given));
    NL_TRY(auto state, store::get<store::SourceStateRow>(engine.content, link->source));
    if (!state) return {};
    state->articles += static_cast<std::int64_t>(report.pages - report.revised);
    return store::put(engine.content, *state);
}

}  // namespace

Result<Step> fetch(Engine& engine, const Stage& stage) {
    if (engine.options.http == nullptr) return Step{};
    return each<load_link, get_page, save_page, Threads::one>(engine, stage);
}

}  // namespace newsloom::pipeline
