#include "config/config.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <sstream>

#include <toml++/toml.h>
#include <unistd.h>

#include "config/detail/nearest.h"
#include "input/read_file.h"
#include "text/ascii.h"

namespace newsloom::config {
namespace {

namespace fs = std::filesystem;

std::string full_name(const Setting& setting) { return std::string(setting.section) + "." + std::string(setting.key); }

std::string variable(const Setting& setting) {
    std::string name = "NEWSLOOM_" + std::string(setting.section) + "__" + std::string(setting.key);
    for (char& c : name)
        c = ascii::is_lower(c) ? static_cast<char>(c - ('a' - 'A')) : c;
    return name;
}

const Setting* setting_named(std::string_view section, std::string_view key) {
    for (const Setting& setting : settings()) {
        if (setting.section == section && setting.key == key) return &setting;
    }
    return nullptr;
}

Result<void> check_text(const Setting& setting, std::string_view text, const std::string& where) {
    if (setting.choices.empty()) return {};
    std::string_view rest = setting.choices;
    while (true) {
        const std::string_view choice = rest.substr(0, rest.find('|'));
        if (choice == text) return {};
        if (choice.size() == rest.size()) break;
        rest.remove_prefix(choice.size() + 1);
    }
    return fail(Errc::bad_input, where + ": " + full_name(setting) + " is \"" + std::string(text) +
                                     "\"; it must be one of " + std::string(setting.choices));
}

Result<void> put_number(const Setting& setting, std::int64_t number, int& into, const std::string& where) {
    if (number < setting.least || number > setting.most) {
        return fail(Errc::bad_input, where + ": " + full_name(setting) + " is " + std::to_string(number) +
                                         "; it must be between " + std::to_string(setting.least) + " and " +
                                         std::to_string(setting.most));
    }
    into = static_cast<int>(number);
    return {};
}

/// From the environment: everything is text; lists are separated by commas.
Result<void> put_text(const Setting& setting, std::string_view text, Config& config, const std::string& where) {
    const Value value = setting.in(config);
    if (auto* const* into = std::get_if<std::string*>(&value)) {
        NL_CHECK(check_text(setting, text, where));
        **into = text;
    } else if (auto* const* path = std::get_if<fs::path*>(&value)) {
        **path = text;
    } else if (auto* const* number = std::get_if<int*>(&value)) {
        std::int64_t read = 0;
        const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), read);
        if (code != std::errc{} || end != text.data() + text.size()) {
            return fail(Errc::bad_input, where + ": \"" + std::string(text) + "\" is no whole number");
        }
        return put_number(setting, read, **number, where);
    } else if (auto* const* list = std::get_if<std::vector<std::string>*>(&value)) {
        (*list)->clear();
        while (!text.empty()) {
            const std::size_t end = std::min(text.find(','), text.size());
            if (const auto item = ascii::trim(text.substr(0, end)); !item.empty()) (*list)->emplace_back(item);
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    }
    return {};
}

Result<void> put_node(const Setting& setting, const toml::node& node, Config& config, const std::string& where) {
    const Value value = setting.in(config);
    const auto wrong = [&](const char* kind) {
        return fail(Errc::bad_input, where + ": " + full_name(setting) + " must be " + kind);
    };
    if (auto* const* into = std::get_if<std::string*>(&value)) {
        const auto text = node.value_exact<std::string>();
        if (!text) return wrong("a text in quotes");
        NL_CHECK(check_text(setting, *text, where));
        **into = *text;
    } else if (auto* const* path = std::get_if<fs::path*>(&value)) {
        const auto text = node.value_exact<std::string>();
        if (!text || text->empty()) return wrong("a path in quotes");
        **path = *text;
    } else if (auto* const* number = std::get_if<int*>(&value)) {
        const auto read = node.value_exact<std::int64_t>();
        if (!read) return wrong("a whole number");
        return put_number(setting, *read, **number, where);
    } else if (auto* const* list = std::get_if<std::vector<std::string>*>(&value)) {
        const auto* array = node.as_array();
        if (array == nullptr) return wrong("a list of texts");
        (*list)->clear();
        for (const toml::node& item : *array) {
            const auto text = item.value_exact<std::string>();
            if (!text) return wrong("a list of texts");
            (*list)->push_back(*text);
        }
    }
    return {};
}

Result<void> put_topics(const toml::table& table, const std::string& file, Config& config) {
    for (const auto& [key, node] : table) {
        const auto weight = node.value<double>();
        if (!weight || *weight < 0 || *weight > 100) {
            return fail(Errc::bad_input, file + ":" + std::to_string(node.source().begin.line) + ": topics." +
                                             std::string(key.str()) + " must be a number between 0 and 100");
        }
        config.topics[std::string(key.str())] = *weight;
    }
    return {};
}

Result<void> put_table(const toml::table& root, const std::string& file, Config& config) {
    const auto where = [&](const toml::node& node) { return file + ":" + std::to_string(node.source().begin.line); };
    std::vector<std::string> sections{"topics"};
    std::vector<std::string> names;
    for (const Setting& setting : settings()) {
        sections.emplace_back(setting.section);
        names.push_back(full_name(setting));
    }
    for (const auto& [section, node] : root) {
        const std::string section_name(section.str());
        const toml::table* table = node.as_table();
        if (table == nullptr || std::find(sections.begin(), sections.end(), section_name) == sections.end()) {
            return fail(Errc::bad_input, where(node) + ": unknown section [" + section_name + "]" +
                                             did_you_mean(section_name, sections));
        }
        if (section_name == "topics") {
            NL_CHECK(put_topics(*table, file, config));
            continue;
        }
        for (const auto& [key, value] : *table) {
            const Setting* setting = setting_named(section_name, key.str());
            const std::string name = section_name + "." + std::string(key.str());
            if (setting == nullptr) {
                return fail(Errc::bad_input, where(value) + ": unknown key " + name + did_you_mean(name, names));
            }
            NL_CHECK(put_node(*setting, value, config, where(value)));
        }
    }
    return {};
}

/// The file's content without the line break at its end.
Result<std::string> secret_in(const std::string& path) {
    NL_TRY(std::string text, read_file(path, 64 * kKiB));
    while (text.ends_with('\n') || text.ends_with('\r'))
        text.pop_back();
    return text;
}

Result<void> put_environment(const Environment& environment, Config& config) {
    std::vector<std::string> names;
    for (const Setting& setting : settings())
        names.push_back(variable(setting));
    for (const auto& [name, value] : environment) {
        if (!name.starts_with("NEWSLOOM_") || name.find("__") == std::string::npos) continue;
        const bool from_file = name.ends_with("_FILE") && std::find(names.begin(), names.end(), name) == names.end();
        const std::string key = from_file ? name.substr(0, name.size() - 5) : name;
        const auto found = std::find(names.begin(), names.end(), key);
        if (found == names.end()) {
            return fail(Errc::bad_input, "environment: " + name + " is no setting" + did_you_mean(key, names));
        }
        const Setting& setting = settings()[static_cast<std::size_t>(found - names.begin())];
        std::string text = value;
        if (from_file) {
            auto read = secret_in(value);
            if (!read) return tl::unexpected<Error>(about("environment: " + name, std::move(read).error()));
            text = std::move(*read);
        }
        NL_CHECK(put_text(setting, text, config, "environment: " + name));
        config.from_environment.push_back(full_name(setting));
    }
    std::sort(config.from_environment.begin(), config.from_environment.end());
    return {};
}

/// A TOML basic string.
void append_toml(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
            out += "\\u00";
            out += "0123456789ABCDEF"[static_cast<unsigned char>(c) >> 4];
            out += "0123456789ABCDEF"[static_cast<unsigned char>(c) & 15];
        } else {
            out += c;
        }
    }
    out += '"';
}

std::string printed_value(const Setting& setting, Config& config) {
    const Value value = setting.in(config);
    std::string out;
    if (auto* const* text = std::get_if<std::string*>(&value)) {
        append_toml(out, setting.secret && !(*text)->empty() ? "********" : **text);
    } else if (auto* const* path = std::get_if<fs::path*>(&value)) {
        append_toml(out, (*path)->string());
    } else if (auto* const* number = std::get_if<int*>(&value)) {
        out = std::to_string(**number);
    } else if (auto* const* list = std::get_if<std::vector<std::string>*>(&value)) {
        out = "[";
        for (const std::string& item : **list) {
            if (out.size() > 1) out += ", ";
            append_toml(out, item);
        }
        out += "]";
    }
    return out;
}

}  // namespace

fs::path Config::at(const fs::path& path) const {
    return path.is_absolute() ? path : (file.parent_path() / path).lexically_normal();
}

Environment environment() {
    Environment result;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        const std::size_t equals = text.find('=');
        if (equals != std::string_view::npos) result.emplace_back(text.substr(0, equals), text.substr(equals + 1));
    }
    std::sort(result.begin(), result.end());
    return result;
}

Result<Config> defaults(const Environment& environment) {
    Config config;
    NL_CHECK(put_environment(environment, config));
    return config;
}

Result<Config> read(const fs::path& file, const Environment& environment) {
    NL_TRY(const std::string text, read_file(file, kMiB));
    Config config;
    config.file = file;
    try {
        NL_CHECK(put_table(toml::parse(text), file.string(), config));
    } catch (const toml::parse_error& error) {  // toml++ has no other way to say it
        return fail(Errc::bad_input, file.string() + ":" + std::to_string(error.source().begin.line) + ": " +
                                         std::string(error.description()));
    }
    NL_CHECK(put_environment(environment, config));
    return config;
}

std::optional<fs::path> find(const Environment& environment) {
    std::string home;
    std::string xdg;
    for (const auto& [name, value] : environment) {
        if (name == "HOME") home = value;
        if (name == "XDG_CONFIG_HOME") xdg = value;
    }
    if (xdg.empty() && !home.empty()) xdg = home + "/.config";
    std::vector<fs::path> places{"newsloom.toml"};
    if (!xdg.empty()) places.push_back(fs::path(xdg) / "newsloom" / "newsloom.toml");
    places.emplace_back("/etc/newsloom/newsloom.toml");
    for (const fs::path& place : places) {
        std::error_code code;
        if (fs::is_regular_file(place, code)) return place;
    }
    return std::nullopt;
}

std::string printed(const Config& config) {
    Config copy = config;
    std::string out;
    std::string_view section;
    for (const Setting& setting : settings()) {
        if (setting.section != section) {
            if (!out.empty()) out += '\n';
            section = setting.section;
            out += "[" + std::string(section) + "]\n";
        }
        out += std::string(setting.key) + " = " + printed_value(setting, copy);
        const auto& changed = config.from_environment;
        if (std::find(changed.begin(), changed.end(), full_name(setting)) != changed.end())
            out += "  # from " + variable(setting);
        out += '\n';
    }
    if (!config.topics.empty()) out += "\n[topics]\n";
    for (const auto& [topic, weight] : config.topics) {
        append_toml(out, topic);
        std::ostringstream number;
        number << weight;
        out += " = " + number.str() + '\n';
    }
    return out;
}

std::string starter_config() {
    Config initial;
    std::string out =
        "# Newsloom's configuration. Every key stands here at its default; take off the \"#\" to change it.\n"
        "# The environment wins over this file: NEWSLOOM_SITE__TITLE=\"My morning\" sets site.title, and\n"
        "# NEWSLOOM_SMTP__PASSWORD_FILE=/run/secrets/smtp reads a secret from a file.\n"
        "# Paths are seen from this file's folder. `newsloom config show` prints what is in force.\n";
    std::string_view section;
    for (const Setting& setting : settings()) {
        if (setting.section != section) {
            section = setting.section;
            out += "\n[" + std::string(section) + "]\n";
        }
        out += "# " + std::string(setting.about);
        if (!setting.choices.empty()) out += " (" + std::string(setting.choices) + ")";
        out += "\n#" + std::string(setting.key) + " = " + printed_value(setting, initial) + "\n";
    }
    out += "\n# Weights of topics in ranking: 1 is neutral, 0 hides.\n[topics]\n#politics = 1.0\n#sport = 0.5\n";
    return out;
}

}  // namespace newsloom::config
