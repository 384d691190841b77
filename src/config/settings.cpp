#include <array>

#include "config/config.h"

namespace newsloom::config {
namespace {

using C = Config;
constexpr bool kSecret = true;

#define NL_IN(member) [](C& c) -> Value { return &c.member; }

// clang-format off
constexpr std::array kSettings = {
    Setting{"store", "folder", "where ledger.db and content.db lie", NL_IN(store.folder)},
    Setting{"sources", "file", "the list of outlets and their feeds", NL_IN(sources.file)},
    Setting{"site", "folder", "where the website is written", NL_IN(site.folder)},
    Setting{"site", "title", "the name at the top of every page", NL_IN(site.title)},
    Setting{"site", "base_url", "where the website will be read, e.g. \"https://news.example\"; links in mails need it", NL_IN(site.base_url)},
    Setting{"site", "language", "language of the labels", NL_IN(site.language), false, 0, 0, "en|de"},
    Setting{"mail", "folder", "where *.eml files are written", NL_IN(mail.folder)},
    Setting{"mail", "from_name", "the sender's name", NL_IN(mail.from_name)},
    Setting{"mail", "from_address", "the sender's address", NL_IN(mail.from_address)},
    Setting{"mail", "unsubscribe_url", "page for unsubscribing, in the List-Unsubscribe header; {address} is filled in", NL_IN(mail.unsubscribe_url)},
    Setting{"smtp", "host", "the mail server; empty: nothing is sent", NL_IN(smtp.host)},
    Setting{"smtp", "port", "587 for starttls, 465 for tls, 25 for none", NL_IN(smtp.port), false, 1, 65535},
    Setting{"smtp", "security", "how the connection is encrypted", NL_IN(smtp.security), false, 0, 0, "starttls|tls|none"},
    Setting{"smtp", "user", "empty: no login", NL_IN(smtp.user)},
    Setting{"smtp", "password", "better as NEWSLOOM_SMTP__PASSWORD_FILE", NL_IN(smtp.password), kSecret},
    Setting{"smtp", "timeout_seconds", "for one message", NL_IN(smtp.timeout_seconds), false, 1, 3600},
    Setting{"net", "user_agent", "the name that robots.txt is asked about and servers see", NL_IN(net.user_agent)},
    Setting{"net", "contact", "a URL or address where site owners reach you; sent with every request", NL_IN(net.contact)},
    Setting{"net", "timeout_seconds", "for one page", NL_IN(net.timeout_seconds), false, 1, 600},
    Setting{"net", "max_page_mb", "larger pages are refused", NL_IN(net.max_page_mb), false, 1, 200},
    Setting{"net", "allow_private", "hosts that may have private addresses, e.g. [\"127.0.0.1:8080\", \"intranet.example\"]", NL_IN(net.allow_private)},
    Setting{"run", "jobs", "threads; 0 = all cores", NL_IN(run.jobs), false, 0, 1024},
    Setting{"edition", "kind", "what `newsloom edition` composes", NL_IN(edition.kind), false, 0, 0, "morning|weekly|good_news"},
    Setting{"edition", "top_stories", "told as briefs", NL_IN(edition.top_stories), false, 1, 50},
    Setting{"edition", "one_liners", "told in one line", NL_IN(edition.one_liners), false, 0, 200},
    Setting{"reader", "usual", "outlets that the readers read anyway, by id, e.g. [\"harbour-post\"]; \"Beyond your sources\" tells what these do not carry", NL_IN(reader.usual)},
    Setting{"retention", "bodies_days", "page bodies; 0 = for ever", NL_IN(retention.bodies_days), false, 0, 100000},
    Setting{"retention", "texts_days", "articles' texts; 0 = for ever", NL_IN(retention.texts_days), false, 0, 100000},
    Setting{"retention", "stories_days", "stories that no edition printed; 0 = for ever", NL_IN(retention.stories_days), false, 0, 100000},
};
// clang-format on
#undef NL_IN

}  // namespace

std::span<const Setting> settings() { return kSettings; }

}  // namespace newsloom::config
