#include "robots/robots.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "text/ascii.h"

namespace newsloom::robots {
namespace {

/// Longer lines are cut: just under eight times the longest URL that browsers took for years (2083), as Google's parser
/// does.
constexpr std::size_t kMostLineBytes = std::size_t{2083} * 8 - 1;

enum class Key { user_agent, allow, disallow, crawl_delay, sitemap, unknown };

struct KeyName {
    std::string_view prefix;
    Key key;
};

/// Matched at the start of the key, without case. The misspellings are those that Google's parser accepts.
constexpr std::array kKeys = {
    KeyName{"user-agent", Key::user_agent},   KeyName{"useragent", Key::user_agent},
    KeyName{"user agent", Key::user_agent},   KeyName{"allow", Key::allow},
    KeyName{"disallow", Key::disallow},       KeyName{"dissallow", Key::disallow},
    KeyName{"dissalow", Key::disallow},       KeyName{"disalow", Key::disallow},
    KeyName{"diasllow", Key::disallow},       KeyName{"disallaw", Key::disallow},
    KeyName{"crawl-delay", Key::crawl_delay}, KeyName{"sitemap", Key::sitemap},
    KeyName{"site-map", Key::sitemap},
};

struct Line {
    Key key = Key::unknown;
    std::string_view value, text;
};

/// RFC 9309, 2.2: "key: value # comment". Without a colon, two words are a key and its value.
Line read_line(std::string_view line) {
    line = line.substr(0, kMostLineBytes);
    line = ascii::trim(line.substr(0, line.find('#')));
    std::size_t separator = line.find(':');
    if (separator == std::string_view::npos) {
        separator = line.find_first_of(" \t");
        if (separator == std::string_view::npos) return {};
        if (ascii::trim(line.substr(separator)).find_first_of(" \t") != std::string_view::npos) return {};
    }
    const std::string_view key = ascii::trim(line.substr(0, separator));
    for (const auto& [prefix, known] : kKeys) {
        if (key.size() >= prefix.size() && ascii::iequals(key.substr(0, prefix.size()), prefix))
            return {known, ascii::trim(line.substr(separator + 1)), line};
    }
    return {};
}

/// The product token (RFC 9309, 2.2.1): letters, "_" and "-".
std::string product_token(std::string_view agent) {
    std::size_t end = 0;
    while (end < agent.size() && (ascii::is_alpha(agent[end]) || agent[end] == '_' || agent[end] == '-'))
        ++end;
    return ascii::lower(agent.substr(0, end));
}

bool is_hex(char c) { return ascii::is_digit(c) || (ascii::lower(c) >= 'a' && ascii::lower(c) <= 'f'); }

enum class RawBytes { encode, keep };

/// RFC 9309, 2.2.2: bytes outside ASCII are compared percent-encoded, hex digits in upper case. Rules are encoded here;
/// URLs must come encoded, as they are requested (so in Google's cases): a raw byte in one matches nothing.
std::string escaped(std::string_view text, RawBytes raw) {
    std::string result;
    result.reserve(text.size());
    const auto upper = [](char c) { return ascii::is_lower(c) ? static_cast<char>(c - ('a' - 'A')) : c; };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (text[i] == '%' && i + 2 < text.size() && is_hex(text[i + 1]) && is_hex(text[i + 2])) {
            result.append({'%', upper(text[i + 1]), upper(text[i + 2])});
            i += 2;
        } else if (byte >= 0x80 && raw == RawBytes::encode) {
            result.append({'%', "0123456789ABCDEF"[byte >> 4], "0123456789ABCDEF"[byte & 15]});
        } else {
            result += text[i];
        }
    }
    return result;
}

/// Path and query of an absolute URL, "//host/…" or a path; no fragment; always begins with "/".
std::string path_of(std::string_view url) {
    url = url.substr(0, url.find('#'));
    const std::size_t authority = url.find("//");
    const std::size_t first = url.find_first_of("/?;");
    if (authority != std::string_view::npos && authority <= first) {
        url.remove_prefix(authority + 2);
    } else if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos && scheme < first) {
        url.remove_prefix(scheme + 3);
    }
    const std::size_t path = url.find_first_of("/?;");
    if (path == std::string_view::npos) return "/";
    url.remove_prefix(path);
    return escaped(url.front() == '/' ? std::string(url) : "/" + std::string(url), RawBytes::keep);
}

/// `*` stands for any bytes, a last `$` for the end. Greedy with one point to go back to: no recursion, and no more
/// than pattern x path steps.
bool matches(std::string_view pattern, std::string_view path) {
    const bool anchored = pattern.ends_with('$');
    if (anchored) pattern.remove_suffix(1);
    std::size_t p = 0;
    std::size_t s = 0;
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    for (;;) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = s;
        } else if (p == pattern.size() && (!anchored || s == path.size())) {
            return true;
        } else if (p < pattern.size() && s < path.size() && pattern[p] == path[s]) {
            ++p;
            ++s;
        } else if (star != std::string_view::npos && resume < path.size()) {
            p = star + 1;
            s = ++resume;
        } else {
            return false;
        }
    }
}

}  // namespace

Rules Rules::parse(std::string_view bytes, std::size_t most_bytes) {
    Rules rules;
    bytes = bytes.substr(0, most_bytes);
    for (const char c : {'\xEF', '\xBB', '\xBF'}) {  // a byte order mark, whole or cut
        if (bytes.empty() || bytes.front() != c) break;
        bytes.remove_prefix(1);
    }
    bool open = false;  // the last group has agents but no rule yet
    bool any_group = false;
    int number = 0;
    while (!bytes.empty()) {
        const std::size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
        const std::string_view text = bytes.substr(0, end);
        const std::size_t newline = bytes.substr(end).starts_with("\r\n") ? 2 : 1;
        bytes.remove_prefix(std::min(end + newline, bytes.size()));
        ++number;
        const Line line = read_line(text);
        switch (line.key) {
            case Key::user_agent: {
                if (!open) rules.groups_.emplace_back();
                open = any_group = true;
                const bool everyone =
                    line.value.starts_with('*') && (line.value.size() == 1 || ascii::is_space(line.value[1]));
                rules.groups_.back().agents.push_back(everyone ? "*" : product_token(line.value));
                break;
            }
            case Key::allow:
            case Key::disallow:
                if (!any_group) break;
                open = false;
                if (line.value.empty()) break;  // "disallow:" allows everything, that is: says nothing
                rules.groups_.back().rules.push_back(
                    {line.key == Key::allow, escaped(line.value, RawBytes::encode), std::string(line.text), number});
                break;
            case Key::crawl_delay: {
                if (!any_group) break;
                double value = -1;
                const auto [stop, code] =
                    std::from_chars(line.value.data(), line.value.data() + line.value.size(), value);
                if (code == std::errc{} && stop == line.value.data() + line.value.size() && value >= 0) {
                    // A part of a second counts as a whole one.
                    const auto whole = static_cast<std::int64_t>(std::min(value, 3600.0) + 0.999);
                    rules.groups_.back().delay = std::chrono::seconds(std::min<std::int64_t>(whole, 3600));
                }
                break;
            }
            case Key::sitemap:
                if (!line.value.empty()) rules.sitemaps_.emplace_back(line.value);
                break;
            case Key::unknown:
                break;
        }
    }
    return rules;
}

Rules Rules::for_status(int status, std::string_view bytes) {
    if (status >= 200 && status < 300) return parse(bytes);
    Rules rules;
    rules.nothing_allowed_ = status >= 500 || status < 200;
    return rules;
}

std::vector<const Rules::Group*> Rules::groups_for(std::string_view agent) const {
    agent = agent.substr(0, agent.find('/'));
    const std::string found = product_token(agent);
    const std::string token = found.size() == agent.size() ? found : std::string();  // "Foo Bar" is no token
    const auto named = [&](std::string_view wanted) {
        std::vector<const Group*> result;
        for (const Group& group : groups_) {
            if (!wanted.empty() && std::find(group.agents.begin(), group.agents.end(), wanted) != group.agents.end())
                result.push_back(&group);
        }
        return result;
    };
    auto result = named(token);
    return result.empty() ? named("*") : result;
}

Verdict Rules::allowed(std::string_view agent, std::string_view url) const {
    if (nothing_allowed_) return {false, "no answer: robots.txt could not be read", 0};
    const std::string path = path_of(url);
    if (path == "/robots.txt") return {};
    const Rule* best = nullptr;
    std::size_t best_size = 0;
    for (const Group* group : groups_for(agent)) {
        for (const Rule& rule : group->rules) {
            std::size_t size = 0;
            if (matches(rule.pattern, path)) {
                size = rule.pattern.size();
            } else if (const std::size_t at = rule.pattern.rfind("/index.htm");
                       rule.allow && at != std::string::npos && matches(rule.pattern.substr(0, at + 1) + "$", path)) {
                size = at + 2;  // "allow: /a/index.html" means "/a/" as well
            }
            if (size > best_size || (size == best_size && size > 0 && rule.allow && !best->allow)) {
                best = &rule;
                best_size = size;
            }
        }
    }
    if (best == nullptr) return {};
    return {best->allow, best->printed, best->line};
}

std::optional<std::chrono::seconds> Rules::crawl_delay(std::string_view agent) const {
    std::optional<std::chrono::seconds> result;
    for (const Group* group : groups_for(agent)) {
        if (group->delay && (!result || *group->delay > *result)) result = group->delay;
    }
    return result;
}

}  // namespace newsloom::robots
