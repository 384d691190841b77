#include <algorithm>
#include <array>

#include "text/ascii.h"
#include "url/url.h"

namespace newsloom::url {
namespace {

/// Parameters that say where a reader came from and never what is read. Origin: the vendors' own documentation (Google
/// Analytics and Ads, Meta, Microsoft Advertising, Mailchimp, HubSpot, Marketo, Matomo, AT Internet, Yandex, Adobe) and
/// parameters seen in public feeds. A trailing '*' stands for the rest of the name.
constexpr std::array kTracking = {
    "utm_*",
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "twclid",
    "yclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "_hsenc",
    "_hsmi",
    "mkt_tok",
    "vero_id",
    "vero_conv",
    "_ga",
    "_gl",
    "pk_*",
    "mtm_*",
    "matomo_*",
    "piwik_*",
    "at_medium",
    "at_campaign",
    "at_link_*",
    "at_custom*",
    "at_ptr_name",
    "at_format",
    "xtor",
    "wt_mc",
    "wt_zmc",
    "s_cid",
    "cmpid",
    "ns_source",
    "ns_mchannel",
    "ns_campaign",
    "ns_linkname",
    "ref_src",
    "ref_url",
    "smid",
    "smtyp",
    "ocid",
    "guccounter",
    "guce_*",
    "__twitter_impression",
    "spm",
    "srsltid",
    "oly_enc_id",
    "oly_anon_id",
    "ftag",
    "traffic_source",
};

constexpr std::array kIndexes = {"index.html", "index.htm", "index.php", "index.shtml", "index.asp", "index.aspx"};

bool is_tracking(std::string_view name) {
    return std::any_of(kTracking.begin(), kTracking.end(), [&](std::string_view known) {
        if (!known.ends_with('*')) return ascii::iequals(name, known);
        known.remove_suffix(1);
        return name.size() >= known.size() && ascii::iequals(name.substr(0, known.size()), known);
    });
}

int hex_digit(char c) {
    if (ascii::is_digit(c)) return c - '0';
    const char lower = ascii::lower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// RFC 3986, 6.2.2: percent-encoded unreserved characters are decoded, the others' digits are upper case.
std::string normal_escapes(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
        const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
        if (low < 0) {
            result += text[i];
            continue;
        }
        const char c = static_cast<char>(high * 16 + low);
        if (ascii::is_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~') {
            result += c;
        } else {
            result += '%';
            result += "0123456789ABCDEF"[high];
            result += "0123456789ABCDEF"[low];
        }
        i += 2;
    }
    return result;
}

std::string without_tracking(std::string_view query) {
    std::string result;
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        const std::string_view name = pair.substr(0, pair.find('='));
        if (pair.empty() || is_tracking(name)) continue;
        if (!result.empty()) result += '&';
        result += pair;
    }
    return result;
}

}  // namespace

std::optional<std::string> canonical(std::string_view text) {
    auto parsed = parse(text);
    if (!parsed || !parsed->is_web()) return std::nullopt;
    Url& url = *parsed;
    url.fragment.clear();
    url.user.clear();
    while (url.host.ends_with('.'))
        url.host.pop_back();
    if (url.host.empty()) return std::nullopt;
    url.path = normal_escapes(url.path);
    const std::size_t slash = url.path.rfind('/');
    if (slash != std::string::npos) {
        const std::string_view last = std::string_view(url.path).substr(slash + 1);
        if (std::find(kIndexes.begin(), kIndexes.end(), last) != kIndexes.end()) url.path.resize(slash + 1);
    }
    if (url.path.empty()) url.path = "/";
    url.query = without_tracking(normal_escapes(url.query));
    return url.text();
}

}  // namespace newsloom::url
