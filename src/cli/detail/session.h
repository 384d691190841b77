/// What the words on the store share: the configuration in force, the engine opened over it, times.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/detail/terminal.h"
#include "cli/detail/words.h"
#include "config/config.h"
#include "json/writer.h"
#include "net/curl_http.h"
#include "pipeline/newsloom.h"

namespace newsloom::cli {

/// The configuration: --config, else the first of the usual places, else defaults and environment.
[[nodiscard]] Result<config::Config> read_config(const Habits& habits);
/// What the engine is told of it. Paths are made absolute from the configuration's folder.
[[nodiscard]] pipeline::Options options_of(const config::Config& config, const Habits& habits);
[[nodiscard]] net::CurlOptions curl_options_of(const config::Config& config);

/// Progress of a run: one line at a time, and a line for each stage that has ended when `lines` is set.
[[nodiscard]] std::function<void(const pipeline::Progress&)> progress_printer(std::shared_ptr<ProgressLine> line);

/// The engine over the configured store.
struct Session {
    config::Config config;
    std::unique_ptr<net::CurlHttp> http;  ///< before the engine: it is used by it
    std::optional<pipeline::Newsloom> engine;
};
enum class Network { none, web };
/// not_found (Access::read) says to run `newsloom init` first.
[[nodiscard]] Result<Session> open_session(const Habits& habits, pipeline::Access access,
                                           Network network = Network::none);
/// Puts the outlets of sources.toml into the store, when there is such a file.
[[nodiscard]] Result<void> take_sources_file(Session& session, Instant now);

[[nodiscard]] Instant clock_now();
/// RFC 3339, or a date alone; `usage` names the option.
[[nodiscard]] Result<Instant> time_given(const std::string& option, const std::string& text);
/// The time of --now, or the clock's when it is empty.
[[nodiscard]] Result<Instant> now_given(const std::string& text);

/// Prints one object made by `fill` as a line.
void print_object(Output& output, std::string_view word, const std::function<void(json::Writer&)>& fill);
/// The story in the form of CLI.md's `story`, articles named by their ids.
void write_story(json::Writer& w, const pipeline::StoryView& view);
/// The words that a span of the view points at.
[[nodiscard]] std::string words_of(const pipeline::StoryView& view, const Span& span);
/// Shortened to so many characters, with "…".
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most);

}  // namespace newsloom::cli
