/// newsloom.toml, and what the environment changes in it.
///
/// One table (settings()) says what there is: it drives reading, environment overrides, printing, the starter file and
/// the check of docs/configuration.md.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace newsloom::config {

struct Store {
    std::filesystem::path folder = "store";
};
struct Sources {
    std::filesystem::path file = "sources.toml";
};
struct Site {
    std::filesystem::path folder = "site";
    std::string title = "Newsloom";
    std::string base_url;
    std::string language = "en";
};
struct Mail {
    std::filesystem::path folder = "mail";
    std::string from_name = "Newsloom";
    std::string from_address = "newsloom@localhost";
    std::string unsubscribe_url;
};
struct Smtp {
    std::string host;
    int port = 587;
    std::string security = "starttls";
    std::string user, password;
    int timeout_seconds = 60;
};
struct Net {
    std::string user_agent = "Newsloom";
    std::string contact;
    int timeout_seconds = 20;
    int max_page_mb = 20;
    std::vector<std::string> allow_private;
};
struct Run {
    int jobs = 0;
};
struct EditionPlan {
    std::string kind = "morning";
    int top_stories = 5;
    int one_liners = 12;
};
struct Reader {
    std::vector<std::string> usual;
};
struct Retention {
    int bodies_days = 30;
    int texts_days = 365;
    int stories_days = 0;
};

struct Config {
    std::filesystem::path file;  ///< where it was read; empty: defaults and environment only
    Store store;
    Sources sources;
    Site site;
    Mail mail;
    Smtp smtp;
    Net net;
    Run run;
    EditionPlan edition;
    Reader reader;
    Retention retention;
    std::map<std::string, double> topics;       ///< [topics]: weight in ranking by topic
    std::vector<std::string> from_environment;  ///< "smtp.password" for each key that the environment set

    /// A path of the configuration as seen from the folder that newsloom.toml lies in.
    [[nodiscard]] std::filesystem::path at(const std::filesystem::path& path) const;
};

using Value = std::variant<std::string*, std::filesystem::path*, int*, std::vector<std::string>*>;

/// One key of the file.
struct Setting {
    std::string_view section, key;
    std::string_view about;  ///< one line for people
    Value (*in)(Config&);
    bool secret = false;
    int least = 0, most = 1'000'000;  ///< of numbers
    std::string_view choices = {};    ///< "tls|starttls|none"; empty: any text
};
[[nodiscard]] std::span<const Setting> settings();

using Environment = std::vector<std::pair<std::string, std::string>>;
/// The process's own.
[[nodiscard]] Environment environment();

/// `NEWSLOOM_SECTION__KEY=value` and `NEWSLOOM_SECTION__KEY_FILE=path` (the value is the file's first line) win over
/// the file. bad_input: "newsloom.toml:12: ..." names file, line and key; unknown keys are errors and name the nearest
/// one.
[[nodiscard]] Result<Config> read(const std::filesystem::path& file, const Environment& environment);
/// Without a file: defaults and environment.
[[nodiscard]] Result<Config> defaults(const Environment& environment);
/// ./newsloom.toml, $XDG_CONFIG_HOME/newsloom/, ~/.config/newsloom/, /etc/newsloom/: the first that exists.
[[nodiscard]] std::optional<std::filesystem::path> find(const Environment& environment);

/// As TOML, with what the environment set marked; secrets are "********".
[[nodiscard]] std::string printed(const Config& config);
/// The file that `newsloom init` writes: every key with its meaning, commented out at its default.
[[nodiscard]] std::string starter_config();

}  // namespace newsloom::config
