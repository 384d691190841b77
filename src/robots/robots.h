/// robots.txt (RFC 9309): may an agent fetch a URL, and which rule says so.
///
/// The longest matching rule wins, `allow` on ties; groups of one agent are one group; `*` and `$` are understood.
/// Lines are forgiven as Google's parser forgives them (missing colon, "dissalow", a byte order mark).
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::robots {

struct Verdict {
    bool allowed = true;
    std::string rule;  ///< "disallow: /private/" as the file has it; empty when no rule matched
    int line = 0;      ///< 1-based line of the rule; 0 when none
};

class Rules {
  public:
    /// Never fails: lines that cannot be read are skipped. Only the first `most_bytes` count (RFC 9309, 2.5: at least
    /// 500 KiB).
    [[nodiscard]] static Rules parse(std::string_view bytes, std::size_t most_bytes = std::size_t{512} * 1024);
    /// Rules for an answer that is no robots.txt (RFC 9309, 2.3.1): 4xx allows everything, 5xx nothing.
    [[nodiscard]] static Rules for_status(int status, std::string_view bytes);

    /// `agent`: the product token ("Newsloom"; what follows a "/" is ignored). `url`: absolute, or a path.
    /// Cost: rules x path length.
    [[nodiscard]] Verdict allowed(std::string_view agent, std::string_view url) const;
    /// Crawl-delay of the agent's group: not in the RFC, kept because sites mean it. At most an hour.
    [[nodiscard]] std::optional<std::chrono::seconds> crawl_delay(std::string_view agent) const;
    /// URLs of "sitemap:" lines, in order.
    [[nodiscard]] const std::vector<std::string>& sitemaps() const { return sitemaps_; }

  private:
    struct Rule {
        bool allow = false;
        std::string pattern;
        std::string printed;
        int line = 0;
    };
    struct Group {
        std::vector<std::string> agents;  ///< lower case; "*" for all
        std::vector<Rule> rules;
        std::optional<std::chrono::seconds> delay;
    };
    [[nodiscard]] std::vector<const Group*> groups_for(std::string_view agent) const;
    std::vector<Group> groups_;
    std::vector<std::string> sitemaps_;
    bool nothing_allowed_ = false;
};

}  // namespace newsloom::robots
