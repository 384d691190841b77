#include "config/config.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <unistd.h>

namespace newsloom::config {
namespace {

namespace fs = std::filesystem;

class ConfigFile : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("newsloom-config-" + std::to_string(::getpid()));
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }
    fs::path write(const std::string& text, const std::string& name = "newsloom.toml") {
        std::ofstream(folder_ / name) << text;
        return folder_ / name;
    }
    fs::path folder_;
};

TEST_F(ConfigFile, is_read_and_the_rest_stays_at_its_default) {
    const auto config = read(write("[site]\ntitle = \"Morning\"\n[net]\nallow_private = [\"127.0.0.1:80\"]\n"
                                   "[topics]\nsport = 0.5\n"),
                             {});
    ASSERT_TRUE(config) << config.error().message;
    EXPECT_EQ(config->site.title, "Morning");
    EXPECT_EQ(config->net.allow_private.size(), 1U);
    EXPECT_EQ(config->smtp.port, 587);
    EXPECT_EQ(config->topics.at("sport"), 0.5);
    EXPECT_EQ(config->at("store"), folder_ / "store");
    EXPECT_EQ(config->at("/var/x"), "/var/x");
}

TEST_F(ConfigFile, errors_name_file_line_and_the_nearest_key) {
    const auto typo = read(write("[site]\ntitle = \"x\"\n[net]\ntimeout_second = 3\n"), {});
    ASSERT_FALSE(typo);
    EXPECT_EQ(typo.error().code, Errc::bad_input);
    EXPECT_NE(typo.error().message.find("newsloom.toml:4: unknown key net.timeout_second"), std::string::npos);
    EXPECT_NE(typo.error().message.find("did you mean \"net.timeout_seconds\""), std::string::npos);
    EXPECT_NE(read(write("[smtp]\nport = \"x\"\n"), {}).error().message.find(":2: smtp.port must be"),
              std::string::npos);
    EXPECT_NE(read(write("[smtp]\nport = 0\n"), {}).error().message.find("between 1 and 65535"), std::string::npos);
    EXPECT_NE(read(write("[smtp]\nsecurity = \"ssl\"\n"), {}).error().message.find("starttls|tls|none"),
              std::string::npos);
    EXPECT_NE(read(write("[smtp\n"), {}).error().message.find("newsloom.toml:1:"), std::string::npos);
    EXPECT_EQ(read(folder_ / "absent.toml", {}).error().code, Errc::not_found);
}

TEST_F(ConfigFile, the_environment_wins_and_secrets_come_from_files) {
    const auto secret = write("hunter2\n", "secret");
    const auto config = read(write("[site]\ntitle = \"Morning\"\n"), {{"NEWSLOOM_SITE__TITLE", "Evening"},
                                                                      {"NEWSLOOM_RUN__JOBS", "3"},
                                                                      {"NEWSLOOM_NET__ALLOW_PRIVATE", "a.example, b"},
                                                                      {"NEWSLOOM_SMTP__PASSWORD_FILE", secret},
                                                                      {"NEWSLOOM_SHARED", "not ours"}});
    ASSERT_TRUE(config) << config.error().message;
    EXPECT_EQ(config->site.title, "Evening");
    EXPECT_EQ(config->run.jobs, 3);
    EXPECT_EQ(config->net.allow_private, (std::vector<std::string>{"a.example", "b"}));
    EXPECT_EQ(config->smtp.password, "hunter2");
    const std::string text = printed(*config);
    EXPECT_EQ(text.find("hunter2"), std::string::npos);
    EXPECT_NE(text.find("password = \"********\"  # from NEWSLOOM_SMTP__PASSWORD"), std::string::npos) << text;
}

TEST_F(ConfigFile, an_unknown_variable_is_named) {
    EXPECT_NE(defaults({{"NEWSLOOM_SITE__TITEL", "x"}}).error().message.find("did you mean \"NEWSLOOM_SITE__TITLE\""),
              std::string::npos);
    EXPECT_NE(defaults({{"NEWSLOOM_RUN__JOBS", "many"}}).error().message.find("no whole number"), std::string::npos);
    EXPECT_FALSE(defaults({{"NEWSLOOM_SMTP__PASSWORD_FILE", "/nonexistent/x"}}));
}

TEST_F(ConfigFile, the_starter_file_and_the_printed_form_can_be_read) {
    std::string all = starter_config();
    ASSERT_TRUE(read(write(all), {}));
    // Every key taken out of its comment is still valid.
    std::string uncommented;
    std::istringstream lines(all);
    for (std::string line; std::getline(lines, line);)
        uncommented += (line.size() > 1 && line[0] == '#' && line[1] != ' ' ? line.substr(1) : line) + "\n";
    const auto config = read(write(uncommented), {});
    ASSERT_TRUE(config) << config.error().message;
    EXPECT_EQ(config->site.title, Config{}.site.title);
    EXPECT_TRUE(read(write(printed(*config)), {}));
}

TEST(Configuration, every_setting_stands_in_the_documentation) {
    std::ifstream file(NEWSLOOM_SOURCE_DIR "/docs/configuration.md");
    ASSERT_TRUE(file) << "docs/configuration.md is missing";
    std::stringstream text;
    text << file.rdbuf();
    for (const Setting& setting : settings()) {
        const std::string key = "`" + std::string(setting.section) + "." + std::string(setting.key) + "`";
        EXPECT_NE(text.str().find(key), std::string::npos) << key;
    }
}

}  // namespace
}  // namespace newsloom::config
