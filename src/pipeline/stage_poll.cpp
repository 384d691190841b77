// poll: a feed in, the links in it out.
#include <algorithm>

#include "base/hash.h"
#include "feed/feed.h"
#include "net/http.h"
#include "pipeline/detail/ingest.h"
#include "pipeline/detail/outlets.h"
#include "pipeline/detail/stages.h"
#include "pipeline/detail/work.h"
#include "url/url.h"

namespace newsloom::pipeline {

namespace {

constexpr auto kUsualPause = std::chrono::minutes(30);
constexpr auto kShortestPause = std::chrono::minutes(10);
constexpr auto kLongestPause = std::chrono::hours(24);

struct SourceIn {
    store::SourceRow source;
    store::SourceStateRow state;
};

struct Polled {
    SourceIn in;
    net::Response response;
    std::optional<feed::Feed> feed;
    std::optional<Error> error;  ///< no answer, or nothing that can be read: part of the source's health
    bool is_page = false;        ///< the URL is a page, not a feed
};

Result<Loaded<SourceIn>> load_source(Engine& engine, const store::TodoRow& todo) {
    Loaded<SourceIn> loaded;
    NL_TRY(const auto source, store::get<store::SourceRow>(engine.ledger, SourceId(todo.item)));
    if (!source) return loaded;
    NL_TRY(const auto state, store::get<store::SourceStateRow>(engine.content, source->id));
    loaded.subject = source->url;
    loaded.input = SourceIn{*source, state.value_or(store::SourceStateRow())};
    loaded.input->state.source = source->id;
    return loaded;
}

bool looks_like_a_page(const net::Response& response) {
    return response.media_type.starts_with("text/html") || response.media_type.starts_with("application/xhtml");
}

Result<Polled> ask(const SourceIn& in, const Options& options) {
    Polled polled{in, {}, {}, {}, false};
    net::Request request;
    request.url = in.source.url;
    request.etag = in.state.etag;
    request.last_modified = in.state.last_modified;
    request.max_bytes = options.limits.feed_bytes;
    auto response = options.http->get(request);
    if (!response) {
        polled.error = std::move(response).error();
        return polled;
    }
    polled.response = *std::move(response);
    const int status = polled.response.status;
    if (status == 304) return polled;
    if (status < 200 || status > 299) {
        const Errc code = status >= 500 || status == 429 ? Errc::unavailable : Errc::not_found;
        polled.error = Error{code, in.source.url + ": the server answers " + std::to_string(status)};
        return polled;
    }
    auto feed = feed::parse(polled.response.body, polled.response.final_url, options.limits);
    if (feed) {
        polled.feed = *std::move(feed);
    } else if (looks_like_a_page(polled.response)) {
        polled.is_page = true;
    } else {
        polled.error = about(in.source.url, std::move(feed).error());
    }
    return polled;
}

std::chrono::seconds pause(const Polled& polled) {
    std::chrono::seconds wait = kUsualPause;
    if (polled.feed && polled.feed->ttl)
        wait = std::max(wait, std::chrono::seconds(std::chrono::minutes(*polled.feed->ttl)));
    for (int i = 0; i < std::min(polled.in.state.failures, 8); ++i)
        wait *= 2;
    wait = std::max(wait, polled.response.retry_after);
    return std::clamp<std::chrono::seconds>(wait, kShortestPause, kLongestPause);
}

Result<void> save_links(Engine& engine, const Polled& polled, std::vector<Given>& given) {
    const std::optional<Instant> before = polled.in.state.last_success;
    for (const feed::FeedEntry& entry : polled.feed->entries) {
        const auto url = url::canonical(entry.url);
        if (!url) continue;
        NL_TRY(const auto known,
               store::first<store::LinkRow>(engine.content, {.index = "link_url", .equal = {std::string_view(*url)}}));
        if (known) {
            // Changed since the last poll, as the feed says.
            if (before && entry.updated && entry.updated->at > *before)
                given.push_back({Kind::link, known->id, engine.now, engine.now});
            continue;
        }
        NL_TRY(const std::int64_t id, next_id(engine.content, "link"));
        NL_CHECK(store::put(engine.content, store::LinkRow{id, *url, polled.in.source.id, polled.in.source.outlet,
                                                           entry.title, engine.now}));
        given.push_back({Kind::link, id, engine.now, engine.now});
    }
    return {};
}

/// A source that is a page itself is read like a linked page, again at each poll.
Result<void> save_page(Engine& engine, const Polled& polled) {
    Page page;
    page.outlet = polled.in.source.outlet;
    page.url = polled.in.source.url;
    page.final_url = polled.response.final_url;
    page.fetched = engine.now;
    page.status = polled.response.status;
    page.media_type = polled.response.media_type;
    page.body = polled.response.body;
    AddReport report;
    std::vector<Given> given;
    NL_CHECK(ingest_page(engine, std::move(page), polled.in.source.url, report, given));
    return enqueue(engine, "fetch", given);
}

Result<void> save_poll(Engine& engine, const Stage& stage, const store::TodoRow& todo, const Polled& polled,
                       std::vector<Given>& given) {
    Polled now = polled;
    store::SourceStateRow& state = now.in.state;
    state.last_try = engine.now;
    if (polled.error) {
        ++state.failures;
        state.last_error = polled.error->message;
    } else {
        state.failures = 0;
        state.last_error.clear();
        state.last_success = engine.now;
    }
    if (polled.feed || polled.is_page) {
        state.etag = polled.response.etag;
        state.last_modified = polled.response.last_modified;
    }
    if (polled.feed) {
        if (!polled.feed->problems.empty()) state.last_error = polled.feed->problems[0];
        NL_CHECK(save_links(engine, polled, given));
    }
    if (polled.is_page) NL_CHECK(save_page(engine, polled));
    state.next_try = engine.now + pause(now);
    NL_CHECK(store::put(engine.content, state));
    return store::put(engine.content, store::TodoRow{std::string(stage.name), todo.item, *state.next_try, {}});
}

}  // namespace

Result<Step> poll(Engine& engine, const Stage& stage) {
    if (engine.options.http == nullptr) return Step{};
    return each<load_source, ask, save_poll, Threads::one>(engine, stage);
}

}  // namespace newsloom::pipeline
