#include "cli/detail/file_words.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "base/map_ordered.h"
#include "input/read_file.h"
#include "text/ascii.h"

namespace newsloom::cli {
namespace {

constexpr std::size_t kBatchBytes = 16 * kMiB;

/// Prints answers and errors, and counts.
class Printer {
  public:
    explicit Printer(const FileRun& run) : run_(run), progress_(run.quiet || (is_terminal(2) && is_terminal(1))) {}

    bool print(const std::string& input, const Result<std::string>& answer) {
        ++done_;
        if (answer) return output_.write(*answer);
        ++failed_;
        if (!run_.errors_as_json) {
            output_.flush();
            complain(about(input, answer.error()));
            return true;
        }
        return output_.write(error_line(run_.word, input, answer.error()) + "\n");
    }
    bool end_batch(std::size_t total) {
        const std::chrono::duration<double> since = std::chrono::steady_clock::now() - began_;
        progress_.show(run_.word, done_, total, since.count());
        return output_.flush();
    }
    int end(std::size_t total) {
        progress_.clear();
        output_.flush();
        if (is_interrupted() && done_ < total) {
            complain("stopped after " + counted(done_, "input") + " of " + grouped(total) +
                     "; call it with the others to go on");
            return static_cast<int>(Exit::failed);
        }
        if (failed_ == 0) return static_cast<int>(Exit::done);
        if (!run_.quiet && run_.errors_as_json)
            complain(counted(failed_, "input") + " of " + grouped(done_) + " failed; each is named in the output");
        return static_cast<int>(Exit::in_part);
    }

  private:
    const FileRun& run_;
    Output output_;
    ProgressLine progress_;
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
    std::size_t done_ = 0, failed_ = 0;
};

/// An error whose message begins with the input's name need not repeat it.
Error without_name(Error error, const std::string& name) {
    if (error.message.starts_with(name + ": ")) error.message.erase(0, name.size() + 2);
    return error;
}

}  // namespace

unsigned threads(unsigned jobs) { return jobs > 0 ? jobs : std::max(1U, std::thread::hardware_concurrency()); }

utf8::OffsetUnit offset_unit(std::string_view name) {
    if (name == "bytes") return utf8::OffsetUnit::bytes;
    return name == "utf16" ? utf8::OffsetUnit::utf16 : utf8::OffsetUnit::code_points;
}

Result<std::vector<Input>> inputs_of(const std::vector<std::string>& files, const std::string& list) {
    std::vector<Input> inputs;
    for (const std::string& file : files)
        inputs.push_back({file, {}});
    if (list.empty()) return inputs;
    NL_TRY(const std::string text, read_file(list));
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        while (line.ends_with('\r'))
            line.remove_suffix(1);
        if (ascii::trim(line).empty()) continue;
        const std::size_t tab = line.find('\t');
        const std::string_view url = tab == std::string_view::npos ? std::string_view() : line.substr(tab + 1);
        inputs.push_back({std::string(line.substr(0, tab)), std::string(url.substr(0, url.find('\t')))});
    }
    return inputs;
}

void begin_object(json::Writer& w, std::string_view word) {
    w.begin_object().field("schema", "newsloom/" + std::string(word) + "/1");
}

std::string error_line(std::string_view word, std::string_view input, const Error& error) {
    std::string line;
    json::Writer w(line);
    begin_object(w, word);
    w.field("input", input).key("error").begin_object();
    w.field("code", name(error.code)).field("message", error.message).end_object().end_object();
    return line;
}

int run_inputs(const FileRun& run, const std::vector<Input>& inputs,
               const std::function<Result<std::string>(const Input&)>& answer) {
    const unsigned jobs = threads(run.jobs);
    const std::size_t batch = std::size_t{jobs} * 8;
    Printer printer(run);
    for (std::size_t at = 0; at < inputs.size() && !is_interrupted(); at += batch) {
        const std::span<const Input> here = std::span(inputs).subspan(at, std::min(batch, inputs.size() - at));
        const auto answers = map_ordered(here, jobs, answer);
        for (std::size_t i = 0; i < here.size(); ++i) {
            const auto& given = answers[i];
            const auto short_error = [&] { return without_name(given.error(), here[i].name); };
            const bool open =
                given ? printer.print(here[i].name, given)
                      : printer.print(here[i].name, Result<std::string>(tl::unexpected<Error>(short_error())));
            if (!open) return static_cast<int>(Exit::done);
        }
        if (!printer.end_batch(inputs.size())) return static_cast<int>(Exit::done);
    }
    return printer.end(inputs.size());
}

int run_stream(const FileRun& run, const std::function<std::optional<Streamed>()>& next) {
    const unsigned jobs = threads(run.jobs);
    Printer printer(run);
    std::size_t total = 0;
    for (bool more = true; more && !is_interrupted();) {
        std::vector<Streamed> here;
        std::size_t bytes = 0;
        while (here.size() < std::size_t{jobs} * 8 && bytes < kBatchBytes) {
            auto one = next();
            more = one.has_value();
            if (!more) break;
            bytes += one->bytes;
            here.push_back(std::move(*one));
        }
        total += here.size();
        const auto answers =
            map_ordered(std::span<const Streamed>(here), jobs, [](const Streamed& one) { return one.answer(); });
        for (std::size_t i = 0; i < here.size(); ++i) {
            if (!printer.print(here[i].name, answers[i])) return static_cast<int>(Exit::done);
        }
        if (!printer.end_batch(total)) return static_cast<int>(Exit::done);
    }
    return printer.end(total);
}

int run_lines(const FileRun& run, const std::vector<std::string>& files,
              const std::function<Result<std::string>(std::string_view)>& answer) {
    const unsigned jobs = threads(run.jobs);
    Printer printer(run);
    std::size_t total = 0;
    for (const std::string& file : files) {
        const auto bytes = read_file(file, kMostLinesBytes);
        if (!bytes) {
            ++total;
            if (!printer.print(file, Result<std::string>(tl::unexpected<Error>(without_name(bytes.error(), file)))))
                return static_cast<int>(Exit::done);
            continue;
        }
        std::string_view rest = *bytes;
        std::size_t number = 0;
        while (!rest.empty() && !is_interrupted()) {
            std::vector<std::string_view> lines;
            std::vector<std::size_t> numbers;
            std::size_t size = 0;
            while (!rest.empty() && lines.size() < std::size_t{jobs} * 64 && size < kBatchBytes) {
                const std::size_t end = std::min(rest.find('\n'), rest.size());
                const std::string_view line = ascii::trim(rest.substr(0, end));
                rest.remove_prefix(std::min(end + 1, rest.size()));
                ++number;
                if (line.empty()) continue;
                size += line.size();
                lines.push_back(line);
                numbers.push_back(number);
            }
            total += lines.size();
            const auto answers = map_ordered(lines, jobs, answer);
            for (std::size_t i = 0; i < lines.size(); ++i) {
                if (!printer.print(file + ":" + std::to_string(numbers[i]), answers[i]))
                    return static_cast<int>(Exit::done);
            }
            if (!printer.end_batch(0)) return static_cast<int>(Exit::done);
        }
        if (!rest.empty()) ++total;  // interrupted
    }
    return printer.end(total);
}

}  // namespace newsloom::cli
