#include "net/scripted_http.h"

#include <algorithm>
#include <sstream>

#include <boost/json.hpp>

#include "input/read_file.h"
#include "text/ascii.h"
#include "url/url.h"

namespace newsloom::net {
namespace {

constexpr int kMostRedirects = 5;

std::string text_of(const boost::json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string().data(), value->get_string().size())
                                                  : std::string();
}

/// The same address however it is written; fragments are never sent.
std::string address_of(std::string_view text) {
    auto parsed = url::parse(text);
    if (!parsed) return std::string(text);
    parsed->fragment.clear();
    return parsed->text();
}

/// Inside the folder: relative, without "..".
bool stays_below(const std::filesystem::path& file) {
    return !file.empty() && file.is_relative() &&
           std::none_of(file.begin(), file.end(), [](const auto& name) { return name == ".."; });
}

bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

}  // namespace

Result<ScriptedHttp> ScriptedHttp::read(const std::filesystem::path& list) {
    NL_TRY(const std::string bytes, read_file(list));
    const auto folder = std::filesystem::absolute(list).parent_path().parent_path();
    ScriptedHttp http;
    std::istringstream lines(bytes);
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (ascii::trim(line).empty()) continue;
        const std::string where = list.string() + ":" + std::to_string(number);
        boost::system::error_code code;
        const auto value = boost::json::parse(line, code);
        if (code || !value.is_object()) return fail(Errc::bad_input, where + ": not a JSON object");
        const auto& object = value.get_object();
        const std::string address = text_of(object, "url");
        if (address.empty()) return fail(Errc::bad_input, where + ": no \"url\"");
        Answer answer;
        answer.type = text_of(object, "type");
        answer.location = text_of(object, "location");
        answer.etag = text_of(object, "etag");
        answer.last_modified = text_of(object, "last_modified");
        answer.body = text_of(object, "body");
        if (const auto* status = object.if_contains("status"); status != nullptr) {
            if (!status->is_int64()) return fail(Errc::bad_input, where + ": \"status\" is not a number");
            answer.status = static_cast<int>(status->get_int64());
        }
        if (const std::string file = text_of(object, "file"); !file.empty()) {
            if (!stays_below(file)) return fail(Errc::bad_input, where + ": \"file\" leaves the folder");
            answer.file = folder / file;
        }
        http.answer(address, std::move(answer));
    }
    return http;
}

void ScriptedHttp::answer(std::string url, Answer answer) {
    answers_.insert_or_assign(address_of(url), std::move(answer));
}

Result<Response> ScriptedHttp::get(const Request& request) {
    std::string address = address_of(request.url);
    for (int hop = 0; hop <= kMostRedirects; ++hop) {
        const auto found = answers_.find(address);
        if (found == answers_.end() || found->second.status == 0) {
            return fail(Errc::unavailable, address + ": the host does not answer");
        }
        const Answer& answer = found->second;
        if (is_redirect(answer.status) && !answer.location.empty()) {
            const auto next = url::resolve(address, answer.location);
            if (!next) return fail(Errc::unavailable, address + ": redirects to \"" + answer.location + "\"");
            address = address_of(*next);
            continue;
        }
        Response response{answer.status, address, answer.type, {}, answer.etag, answer.last_modified, {}};
        const bool known = answer.etag.empty() ? !answer.last_modified.empty() && request.etag.empty() &&
                                                     request.last_modified == answer.last_modified
                                               : request.etag == answer.etag;
        if (answer.status == 304 || (answer.status == 200 && known)) {
            response.status = 304;
            return response;
        }
        response.body = answer.body;
        if (!answer.file.empty()) {
            NL_TRY(response.body, read_file(answer.file));
        }
        if (response.body.size() > request.max_bytes) {
            return fail(Errc::too_large, address + ": over " + std::to_string(request.max_bytes) + " bytes");
        }
        return response;
    }
    return fail(Errc::unavailable, request.url + ": over " + std::to_string(kMostRedirects) + " redirects");
}

std::vector<std::string> ScriptedHttp::urls() const {
    std::vector<std::string> result;
    for (const auto& [address, answer] : answers_)
        result.push_back(address);
    return result;
}

}  // namespace newsloom::net
