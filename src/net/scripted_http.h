/// A web on disk: answers come from a list. Used by the demo and by tests.
///
/// The list is JSON Lines, one answer per line: {"url", "status", "type", "file"?, "location"?, "etag"?,
/// "last_modified"?}. A "file" is relative to the folder above the list's folder ("day-1/www.example.org/x.html" for
/// examples/sample-days/day-1/http.jsonl). A status of 0 means: the host does not answer.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "net/http.h"

namespace newsloom::net {

class ScriptedHttp final : public Http {
  public:
    struct Answer {
        int status = 200;
        std::string type, location, etag, last_modified;
        std::filesystem::path file;  ///< read when asked for; else `body`
        std::string body;
    };

    /// bad_input names the file and line. Later lines for the same URL replace earlier ones.
    [[nodiscard]] static Result<ScriptedHttp> read(const std::filesystem::path& list);

    void answer(std::string url, Answer answer);
    /// Redirects are followed (at most 5), a matching etag or last_modified gives 304; an unknown URL is unavailable.
    [[nodiscard]] Result<Response> get(const Request& request) override;
    [[nodiscard]] std::vector<std::string> urls() const;  ///< in order

  private:
    std::map<std::string, Answer> answers_;
};

}  // namespace newsloom::net
