// `newsloom add`: folders of pages, files of articles, subscription lists, URLs.
#include <algorithm>
#include <filesystem>

#include "base/hash.h"
#include "feed/opml.h"
#include "input/read_file.h"
#include "pipeline/detail/ingest.h"
#include "pipeline/detail/sidecar.h"
#include "text/ascii.h"
#include "url/url.h"

namespace newsloom::pipeline {

namespace {

namespace fs = std::filesystem;

/// "0001.html.gz" -> "0001.html": the name without what says how it is compressed.
std::string_view plain_name(std::string_view name) {
    for (const std::string_view ending : {".gz", ".zst"})
        if (name.ends_with(ending)) name.remove_suffix(ending.size());
    return name;
}

bool is_page(std::string_view name) {
    name = plain_name(name);
    return name.ends_with(".html") || name.ends_with(".htm") || name.ends_with(".xhtml");
}

bool is_articles(std::string_view name) { return plain_name(name).ends_with(".jsonl"); }

bool is_subscription_list(std::string_view name) { return name.ends_with(".opml") || name.ends_with(".opml.xml"); }

class Adding {
  public:
    Adding(Engine& engine, Ingest& ingest, Instant now) : engine_(engine), ingest_(ingest), now_(now) {}

    Result<void> add(const std::string& what) {
        std::error_code failed;
        const fs::file_status status = fs::status(what, failed);
        const std::string name = ascii::lower(fs::path(what).filename().string());
        if (what.starts_with("http://") || what.starts_with("https://")) {
            sources_.push_back({SourceKind::feed, what, {}, {}});
        } else if (fs::is_directory(status)) {
            return folder(what);
        } else if (!fs::exists(status)) {
            ingest_.failed(what, {Errc::not_found, what + ": no such file or directory"});
        } else if (is_page(name)) {
            return page(what);
        } else if (is_articles(name)) {
            return articles(what);
        } else if (is_subscription_list(name)) {
            return subscriptions(what);
        } else {
            ingest_.failed(what, {Errc::usage, what + ": not a URL, folder, .html, .jsonl or .opml file"});
        }
        return {};
    }
    [[nodiscard]] const std::vector<NewSource>& sources() const { return sources_; }

  private:
    Result<void> folder(const fs::path& path) {
        std::vector<fs::path> files;
        std::error_code failed;
        fs::recursive_directory_iterator entries(path, failed);
        while (!failed && entries != fs::recursive_directory_iterator()) {
            const std::string name = ascii::lower(entries->path().filename().string());
            if (is_page(name) || is_articles(name)) files.push_back(entries->path());
            entries.increment(failed);
        }
        if (failed) {
            ingest_.failed(path.string(), {Errc::unavailable, path.string() + ": " + failed.message()});
        } else if (files.empty()) {
            ingest_.failed(path.string(), {Errc::bad_input, path.string() + ": no .html or .jsonl file in it"});
        }
        std::sort(files.begin(), files.end());  // the order is data: ids follow it
        for (const fs::path& file : files)
            NL_CHECK(is_page(ascii::lower(file.filename().string())) ? page(file) : articles(file));
        return {};
    }

    Result<void> page(const fs::path& file) {
        const std::string subject = file.string();
        auto body = read_file(file, engine_.options.limits.input_bytes);
        if (!body) {
            ingest_.failed(subject, std::move(body).error());
            return {};
        }
        if (ascii::trim(*body).empty()) {
            ingest_.failed(subject, {Errc::bad_input, subject + ": the page is empty"});
            return {};
        }
        auto beside = sidecar(file);
        if (!beside) {
            ingest_.failed(subject, std::move(beside).error());
            return {};
        }
        Incoming incoming{{}, beside->outlet, subject};
        Page& page = incoming.page;
        page.url = beside->url.empty() ? "file://" + fs::absolute(file).lexically_normal().string() : beside->url;
        page.final_url = page.url;
        page.fetched = std::min(beside->time.value_or(now_), now_);
        page.media_type = beside->media_type;
        page.body = *std::move(body);
        return ingest_.add(std::move(incoming));
    }

    /// NNNN.json beside NNNN.html[.gz]; empty when there is none.
    Result<Sidecar> sidecar(const fs::path& page) {
        const fs::path plain(std::string(plain_name(page.filename().string())));
        const fs::path json = page.parent_path() / plain.stem().concat(".json");
        std::error_code failed;
        if (!fs::exists(json, failed)) return Sidecar{};
        NL_TRY(const std::string bytes, read_file(json, engine_.options.limits.page_bytes));
        auto read = read_sidecar(bytes);
        if (!read) return tl::unexpected(about(json.string(), std::move(read).error()));
        return read;
    }

    Result<void> articles(const fs::path& file) {
        const std::string subject = file.string();
        const auto bytes = read_file(file, engine_.options.limits.input_bytes);
        if (!bytes) {
            ingest_.failed(subject, bytes.error());
            return {};
        }
        std::size_t number = 0;
        for (std::size_t at = 0; at < bytes->size();) {
            const std::size_t end = std::min(bytes->find('\n', at), bytes->size());
            const std::string_view line = ascii::trim(std::string_view(*bytes).substr(at, end - at));
            at = end + 1;
            ++number;
            if (!line.empty()) NL_CHECK(article(subject + ":" + std::to_string(number), line));
        }
        return {};
    }

    Result<void> article(std::string subject, std::string_view line) {
        auto read = read_article_line(line);
        if (!read) {
            ingest_.failed(subject, about(subject, std::move(read).error()));
            return {};
        }
        Incoming incoming{{}, read->outlet, std::move(subject)};
        Page& page = incoming.page;
        page.url = !read->url.empty() ? read->url : "urn:newsloom:" + (read->id.empty() ? hex(hash64(line)) : read->id);
        page.final_url = page.url;
        page.fetched = read->time.value_or(now_);  // a dated stream is replayed by its own times
        page.media_type = kArticleMediaType;
        page.body = line;
        return ingest_.add(std::move(incoming));
    }

    Result<void> subscriptions(const std::string& file) {
        const auto bytes = read_file(file, engine_.options.limits.feed_bytes);
        if (!bytes) {
            ingest_.failed(file, bytes.error());
            return {};
        }
        auto list = feed::parse_opml(*bytes, engine_.options.limits);
        if (!list) {
            ingest_.failed(file, about(file, std::move(list).error()));
            return {};
        }
        for (const feed::OpmlFeed& feed : list->feeds)
            sources_.push_back({SourceKind::feed, feed.feed_url, {}, feed.title});
        return {};
    }

    Engine& engine_;
    Ingest& ingest_;
    Instant now_;
    std::vector<NewSource> sources_;
};

}  // namespace

Result<AddReport> add_what(Engine& engine, std::span<const std::string> what, Instant now) {
    NL_TRY(Ingest ingest, Ingest::begin(engine));
    Adding adding(engine, ingest, now);
    for (const std::string& one : what)
        NL_CHECK(adding.add(one));
    NL_TRY(AddReport report, ingest.end());
    if (!adding.sources().empty()) {
        NL_TRY(AddReport more, add_new_sources(engine, adding.sources(), now));
        report.sources = more.sources;
        report.unchanged += more.unchanged;
        for (Failed& failed : more.failed)
            report.failed.push_back(std::move(failed));
    }
    return report;
}

}  // namespace newsloom::pipeline
