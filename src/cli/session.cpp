#include "cli/detail/session.h"

#include <algorithm>
#include <chrono>

#include "config/sources.h"
#include "feed/dates.h"
#include "printed/story.h"
#include "text/utf8.h"

namespace newsloom::cli {

namespace fs = std::filesystem;

Result<config::Config> read_config(const Habits& habits) {
    const auto environment = config::environment();
    if (!habits.config.empty()) return config::read(habits.config, environment);
    if (const auto found = config::find(environment)) return config::read(*found, environment);
    return config::defaults(environment);
}

pipeline::Options options_of(const config::Config& config, const Habits& habits) {
    pipeline::Options options;
    options.folder = config.at(config.store.folder);
    options.site = config.at(config.site.folder);
    options.mail = config.at(config.mail.folder);
    options.jobs = habits.jobs > 0 ? habits.jobs : static_cast<unsigned>(config.run.jobs);
    options.limits.page_bytes = static_cast<std::size_t>(config.net.max_page_mb) * kMiB;
    options.retention = {config.retention.bodies_days, config.retention.texts_days, config.retention.stories_days};
    options.site_title = config.site.title;
    options.base_url = config.site.base_url;
    options.language = config.site.language;
    options.from_name = config.mail.from_name;
    options.from_address = config.mail.from_address;
    options.unsubscribe_url = config.mail.unsubscribe_url;
    options.topic_weights.assign(config.topics.begin(), config.topics.end());
    options.user_agent = config.net.user_agent;
    options.top_stories = static_cast<std::size_t>(config.edition.top_stories);
    options.one_liners = static_cast<std::size_t>(config.edition.one_liners);
    options.usual = config.reader.usual;
    options.stop = [] { return is_interrupted(); };
    return options;
}

net::CurlOptions curl_options_of(const config::Config& config) {
    net::CurlOptions options;
    options.user_agent = config.net.user_agent;
    if (options.user_agent.find('/') == std::string::npos) options.user_agent += "/" NEWSLOOM_VERSION;
    if (!config.net.contact.empty()) options.user_agent += " (+" + config.net.contact + ")";
    options.most_time = std::chrono::seconds(config.net.timeout_seconds);
    options.allow_private = config.net.allow_private;
    return options;
}

std::function<void(const pipeline::Progress&)> progress_printer(std::shared_ptr<ProgressLine> line) {
    return [line = std::move(line)](const pipeline::Progress& progress) {
        if (progress.ended) {
            line->clear();
        } else {
            line->show(progress.stage, progress.done, progress.total, progress.seconds);
        }
    };
}

Result<Session> open_session(const Habits& habits, pipeline::Access access, Network network) {
    Session session;
    NL_TRY(session.config, read_config(habits));
    pipeline::Options options = options_of(session.config, habits);
    options.progress = progress_printer(std::make_shared<ProgressLine>(habits.quiet));
    if (network == Network::web) {
        session.http = std::make_unique<net::CurlHttp>(curl_options_of(session.config));
        options.http = session.http.get();
    }
    auto engine = pipeline::Newsloom::open(std::move(options), access);
    if (!engine) {
        Error error = std::move(engine).error();
        if (error.code == Errc::not_found) error.message += "; `newsloom init` makes one, `newsloom demo` shows one";
        return tl::unexpected<Error>(std::move(error));
    }
    session.engine.emplace(std::move(*engine));
    return session;
}

Result<void> take_sources_file(Session& session, Instant now) {
    const fs::path file = session.config.at(session.config.sources.file);
    std::error_code code;
    if (!fs::exists(file, code)) return {};
    NL_TRY(const auto outlets, config::read_sources(file));
    return session.engine->put_outlets(outlets, now);
}

Instant clock_now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

Result<Instant> time_given(const std::string& option, const std::string& text) {
    const auto time = feed::parse_date(text);
    if (!time)
        return fail(Errc::usage, option + " \"" + text + "\" is no time; write 2026-03-09T06:30:00Z or 2026-03-09");
    return time->at;
}

Result<Instant> now_given(const std::string& text) {
    if (text.empty()) return clock_now();
    return time_given("--now", text);
}

void print_object(Output& output, std::string_view word, const std::function<void(json::Writer&)>& fill) {
    std::string line;
    json::Writer w(line);
    w.begin_object().field("schema", "newsloom/" + std::string(word) + "/1");
    fill(w);
    w.end_object();
    output.line(line);
}

void write_story(json::Writer& w, const pipeline::StoryView& view) {
    const auto article = [&](ArticleId id) -> const Article* {
        for (const Article& a : view.articles) {
            if (a.id == id) return &a;
        }
        return nullptr;
    };
    const auto outlet = [&](OutletId id) {
        for (const Outlet& o : view.outlets) {
            if (o.id == id) return o.key;
        }
        return std::string();
    };
    printed::write_fields(w, view.story, {article, outlet, [](ArticleId id) { return std::to_string(id.value); }});
}

std::string words_of(const pipeline::StoryView& view, const Span& span) {
    for (const Article& article : view.articles) {
        if (article.id == span.article) return std::string(bytes_of(article, span));
    }
    return {};
}

std::string shortened(std::string_view text, std::size_t most) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!utf8::is_boundary(text, i)) continue;
        if (++count > most) return std::string(text.substr(0, i)) + "…";
    }
    return std::string(text);
}

}  // namespace newsloom::cli
