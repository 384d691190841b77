#include <algorithm>
#include <chrono>
#include <optional>
#include <string_view>

#include "extract/dates.h"
#include "text/ascii.h"

namespace newsloom::extract {

std::optional<Date> date_in_url(std::string_view url) {
    const auto path_at = url.find("//");
    std::size_t i = path_at == std::string_view::npos ? 0 : url.find('/', path_at + 2);
    if (i == std::string_view::npos) return std::nullopt;
    const auto number = [&url](std::size_t at, std::size_t digits) -> int {
        if (at + digits > url.size()) return -1;
        int value = 0;
        for (std::size_t k = at; k < at + digits; ++k) {
            if (!ascii::is_digit(url[k])) return -1;
            value = value * 10 + (url[k] - '0');
        }
        return value;
    };
    for (; i < url.size() && i < 600; ++i) {
        if (i > 0 && ascii::is_digit(url[i - 1])) continue;
        const int year = number(i, 4);
        if (year < 1990 || year > 2100) continue;
        std::size_t at = i + 4;
        const char sep = at < url.size() ? url[at] : '\0';
        int month = -1;
        int day = -1;
        std::size_t end = 0;
        if (sep == '/' || sep == '-' || sep == '_' || sep == '.') {
            const std::size_t wide = number(at + 1, 2) >= 0 ? 2 : 1;
            month = number(at + 1, wide);
            if (wide == 2 && month < 0) month = number(at + 1, 1);
            std::size_t m_end = at + 1 + wide;
            if (month < 0) {  // /2021/mar/12/
                std::size_t e = at + 1;
                while (e < url.size() && ascii::is_alpha(url[e]))
                    ++e;
                month = month_named(ascii::lower(url.substr(at + 1, e - at - 1)));
                if (month == 0) continue;
                m_end = e;
            }
            if (m_end >= url.size() || url[m_end] != sep) continue;
            const std::size_t d_wide = number(m_end + 1, 2) >= 0 ? 2 : 1;
            day = number(m_end + 1, d_wide);
            end = m_end + 1 + d_wide;
        } else if (ascii::is_digit(sep)) {
            month = number(at, 2);
            day = number(at + 2, 2);
            end = at + 4;
        }
        if (month < 1 || day < 1 || (end < url.size() && ascii::is_digit(url[end]))) continue;
        const Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                        std::chrono::day{static_cast<unsigned>(day)}};
        if (date.ok()) return date;
    }
    return std::nullopt;
}

}  // namespace newsloom::extract
