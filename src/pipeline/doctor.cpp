// doctor: what is the matter, and what to do about it.
#include <algorithm>
#include <filesystem>
#include <map>

#include "pipeline/detail/state.h"
#include "pipeline/newsloom.h"

namespace newsloom::pipeline {

namespace {

using Level = Finding::Level;

/// What a person should do, by what went wrong.
std::string cure_of(std::string_view stage, std::string_view code) {
    if (stage == "add" && code == "not_found") return "check the path, then add it again";
    if (stage == "add" && code == "too_large")
        return "nothing to do: the page was cut; raise limits.page_bytes to keep more";
    if (stage == "add") return "look at the file: mend it and add it again, or leave it out";
    if (code == "unavailable")
        return "it is tried again by itself; when it stays so, ask whether the site still exists";
    if (code == "refused") return "the site does not want to be read there; leave it out or ask its publisher";
    if (code == "not_found") return "the page has gone; nothing to do";
    if (code == "too_large") return "raise the limit in newsloom.toml, or leave it out";
    if (code == "internal") return "a bug: please report it with the input named here";
    return "the input cannot be read; nothing else was affected";
}

Result<void> add_problems(Engine& engine, std::vector<Finding>& findings) {
    std::map<std::pair<std::string, std::string>, std::vector<store::ProblemRow>> groups;
    NL_TRY(const auto rows, store::select<store::ProblemRow>(engine.content));
    for (const store::ProblemRow& row : rows)
        groups[{row.stage, row.code}].push_back(row);
    for (const auto& [key, group] : groups) {
        const auto& [stage, code] = key;
        std::string what = stage + ": " + counted(group.size(), "item", "items") + " (" + code + ")";
        constexpr std::size_t kShown = 3;
        for (std::size_t i = 0; i < group.size() && i < kShown; ++i)
            what += (i == 0 ? ": " : "; ") + group[i].what;
        if (group.size() > kShown) what += "; …";
        findings.push_back(
            {code == "internal" ? Level::problem : Level::notice, what, cure_of(stage, code), group.size()});
    }
    return {};
}

Result<void> add_source_health(Newsloom& news, std::vector<Finding>& findings) {
    NL_TRY(const auto sources, news.sources());
    for (const Source& source : sources) {
        if (source.cure.empty()) continue;
        if (source.failures == 0) {
            findings.push_back({Level::notice, source.url + ": is read, but " + source.last_error, source.cure, 1});
            continue;
        }
        const std::string since =
            source.last_success ? "last success " + to_rfc3339(*source.last_success) : "never a success";
        findings.push_back({source.failures < 3 ? Level::notice : Level::problem,
                            source.url + ": " + source.last_error + " (" +
                                counted(static_cast<std::uint64_t>(source.failures), "failure", "failures") + ", " +
                                since + ")",
                            source.cure, 1});
    }
    return {};
}

Result<void> add_waiting(Engine& engine, Instant now, std::vector<Finding>& findings) {
    std::map<std::string, std::uint64_t> due;
    NL_CHECK(engine.content.scan(store::spec<store::TodoRow>(), {}, [&](store::Values values) {
        const auto row = store::row_of<store::TodoRow>(values);
        if (row.due <= now) ++due[row.stage];
        return true;
    }));
    for (const auto& [stage, count] : due)
        findings.push_back({Level::notice,
                            stage == "poll" ? counted(count, "source is due", "sources are due") + " to be read"
                                            : counted(count, "item waits", "items wait") + " for " + stage,
                            "`newsloom run` goes on with them", count});
    return {};
}

Result<void> add_usual(Engine& engine, std::vector<Finding>& findings) {
    NL_TRY(const auto outlets, engine.outlets());
    for (const std::string& key : engine.options.usual) {
        const bool known =
            std::any_of(outlets.begin(), outlets.end(), [&](const auto& one) { return one.second.key == key; });
        if (!known)
            findings.push_back({Level::problem, "reader.usual: there is no outlet " + key,
                                "take an id of the source list (`newsloom sources`)", 1});
    }
    return {};
}

Result<void> add_outbox(Engine& engine, std::vector<Finding>& findings) {
    for (const std::string_view state : {"doubtful", "failed"}) {
        NL_TRY(const std::uint64_t count,
               store::count<store::OutboxRow>(engine.ledger, {.index = "outbox_state", .equal = {state}}));
        if (count > 0)
            findings.push_back({Level::problem, counted(count, "message is ", "messages are ") + std::string(state),
                                state == "doubtful"
                                    ? "sent perhaps: the mail server's log knows; `newsloom send` may send copies"
                                    : "see `newsloom send --json`, and check the addresses",
                                count});
    }
    return {};
}

Result<void> add_database(store::SqliteStore* store, std::vector<Finding>& findings) {
    if (store == nullptr) return {};
    const std::string file = store->connection().file().string();
    NL_TRY(const std::int64_t fine,
           store->connection().number("SELECT count(*) FROM pragma_quick_check(1) WHERE quick_check = 'ok'"));
    std::error_code failed;
    const auto size = std::filesystem::file_size(file, failed);
    if (fine == 1) {
        findings.push_back({Level::fine, file + ": sound, " + std::to_string(size / kMiB) + " MB", "", 1});
    } else {
        findings.push_back({Level::problem, file + ": the database is damaged",
                            "restore the newest backup (`newsloom restore FILE`)", 1});
    }
    return {};
}

void add_disk(const std::filesystem::path& folder, std::vector<Finding>& findings) {
    constexpr std::uintmax_t kLittle = 500 * kMiB;
    std::error_code failed;
    const auto space = std::filesystem::space(folder, failed);
    if (!failed && space.available < kLittle)
        findings.push_back(
            {Level::problem,
             folder.string() + ": only " + std::to_string(space.available / kMiB) + " MB left on the disk",
             "make room, or shorten retention in newsloom.toml", 1});
}

}  // namespace

Result<std::vector<Finding>> Newsloom::doctor(Instant now) {
    Engine& engine = state_->engine;
    std::vector<Finding> findings;
    NL_CHECK(add_database(state_->sqlite_ledger(), findings));
    NL_CHECK(add_database(state_->sqlite_content(), findings));
    add_disk(engine.options.folder, findings);
    NL_TRY(const std::uint64_t sources, store::count<store::SourceRow>(engine.ledger));
    NL_TRY(const std::uint64_t pages, store::count<store::PageRow>(engine.content, {}));
    if (sources == 0 && pages == 0)
        findings.push_back(
            {Level::notice, "there are no sources and no pages yet", "`newsloom add` a feed, or a folder of pages", 1});
    NL_CHECK(add_source_health(*this, findings));
    NL_CHECK(add_problems(engine, findings));
    NL_CHECK(add_waiting(engine, now, findings));
    NL_CHECK(add_usual(engine, findings));
    NL_CHECK(add_outbox(engine, findings));
    return findings;
}

}  // namespace newsloom::pipeline
