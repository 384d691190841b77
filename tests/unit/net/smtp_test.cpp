#include "net/smtp.h"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/mbox_deliverer.h"

namespace newsloom::net {
namespace {

/// Speaks just enough SMTP. `rcpt` and `end` are the replies to RCPT and to the final dot; an empty one hangs up.
class MailSink {
  public:
    MailSink(std::string rcpt, std::string end) : rcpt_(std::move(rcpt)), end_(std::move(end)) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        EXPECT_EQ(::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        EXPECT_EQ(::listen(listener_, 4), 0);
        socklen_t size = sizeof address;
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::jthread([this](const std::stop_token& stop) { serve(stop); });
    }
    ~MailSink() {
        thread_.request_stop();
        thread_.join();
        ::close(listener_);
    }
    MailSink(const MailSink&) = delete;
    MailSink& operator=(const MailSink&) = delete;
    [[nodiscard]] SmtpOptions options() const {
        SmtpOptions options;
        options.host = "127.0.0.1";
        options.port = port_;
        options.encryption = Encryption::none;
        options.timeout = std::chrono::seconds(10);
        return options;
    }
    [[nodiscard]] int connections() const { return connections_; }
    std::string data;  ///< of all messages; read it after the client has its answer

  private:
    void serve(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            pollfd waiting{listener_, POLLIN, 0};
            if (::poll(&waiting, 1, 20) <= 0) continue;
            const int connection = ::accept(listener_, nullptr, nullptr);
            ++connections_;
            talk(connection, stop);
            ::close(connection);
        }
    }
    void talk(int connection, const std::stop_token& stop) {
        const auto say = [&](const std::string& line) {
            const std::string bytes = line + "\r\n";
            (void)!::send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        };
        say("220 sink");
        std::string seen;
        bool in_data = false;
        while (!stop.stop_requested()) {
            const std::size_t end = seen.find("\r\n");
            if (end == std::string::npos) {
                pollfd waiting{connection, POLLIN, 0};
                if (::poll(&waiting, 1, 20) <= 0) continue;
                char buffer[4096];
                const ssize_t n = ::recv(connection, buffer, sizeof buffer, 0);
                if (n <= 0) return;
                seen.append(buffer, static_cast<std::size_t>(n));
                continue;
            }
            const std::string line = seen.substr(0, end);
            seen.erase(0, end + 2);
            if (in_data) {
                if (line != ".") {
                    data += line + "\n";
                    continue;
                }
                in_data = false;
                if (end_.empty()) return;
                say(end_);
            } else if (line.starts_with("DATA")) {
                in_data = true;
                say("354 go on");
            } else if (line.starts_with("RCPT")) {
                if (rcpt_.empty()) return;
                say(rcpt_);
            } else if (line.starts_with("QUIT")) {
                say("221 bye");
                return;
            } else {
                say("250 ok");
            }
        }
    }
    std::string rcpt_, end_;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<int> connections_{0};
    std::jthread thread_;
};

constexpr std::string_view kMessage = "Subject: hello\r\n\r\nfirst\r\n.dot\r\n";

TEST(Smtp, sends_messages_over_one_connection_with_dots_stuffed) {
    MailSink sink("250 ok", "250 taken");
    SmtpClient client(sink.options());
    for (int i = 0; i < 2; ++i) {
        const auto answer = client.send("news@x.example", "reader@y.example", kMessage);
        ASSERT_TRUE(answer) << answer.error().message;
        EXPECT_EQ(answer->sent, Sent::accepted) << answer->what;
    }
    EXPECT_EQ(sink.connections(), 1);
    EXPECT_NE(sink.data.find("first\n..dot\n"), std::string::npos) << sink.data;
}

TEST(Smtp, tells_no_later_and_nobody_knows_apart) {
    const auto outcome = [](const std::string& rcpt, const std::string& end) {
        MailSink sink(rcpt, end);
        SmtpClient client(sink.options());
        const auto answer = client.send("news@x.example", "reader@y.example", kMessage);
        return answer ? answer->sent : Sent::accepted;
    };
    EXPECT_EQ(outcome("550 no such user", "250 ok"), Sent::rejected);
    EXPECT_EQ(outcome("451 later", "250 ok"), Sent::deferred);
    EXPECT_EQ(outcome("", "250 ok"), Sent::deferred);
    EXPECT_EQ(outcome("250 ok", "554 spam"), Sent::rejected);
    EXPECT_EQ(outcome("250 ok", "452 full"), Sent::deferred);
    EXPECT_EQ(outcome("250 ok", ""), Sent::doubtful);
}

TEST(Smtp, nobody_there_is_later) {
    SmtpOptions options;
    options.host = "127.0.0.1";
    options.port = 1;
    options.encryption = Encryption::none;
    SmtpClient client(options);
    const auto answer = client.send("news@x.example", "reader@y.example", kMessage);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->sent, Sent::deferred);
}

TEST(Smtp, addresses_with_line_breaks_are_refused) {
    SmtpClient client(SmtpOptions{});
    EXPECT_EQ(client.send("news@x.example", "a@b.example>\r\nDATA", kMessage).error().code, Errc::bad_input);
    EXPECT_EQ(client.send("", "a@b.example", kMessage).error().code, Errc::bad_input);
}

TEST(Mbox, appends_messages_with_from_lines_quoted) {
    const auto file = std::filesystem::temp_directory_path() / ("newsloom-mbox-" + std::to_string(::getpid()));
    std::filesystem::remove(file);
    MboxDeliverer mbox(file);
    ASSERT_TRUE(mbox.send("n@x.example", "r@y.example", "Subject: a\r\n\r\nFrom here\r\n>From there\r\n"));
    ASSERT_TRUE(mbox.send("n@x.example", "s@y.example", kMessage));
    std::stringstream text;
    text << std::ifstream(file).rdbuf();
    EXPECT_NE(text.str().find("X-Envelope-To: r@y.example\nSubject: a\n\n>From here\n>>From there\n"),
              std::string::npos)
        << text.str();
    EXPECT_NE(text.str().find("X-Envelope-To: s@y.example"), std::string::npos);
    std::filesystem::remove(file);
}

}  // namespace
}  // namespace newsloom::net
