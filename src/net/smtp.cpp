#include "net/smtp.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <curl/curl.h>

#include "net/detail/libcurl.h"

namespace newsloom::net {
namespace {

struct Upload {
    std::string_view rest;
    bool whole = false;  ///< libcurl asked again after the last byte
};

std::size_t on_read(char* buffer, std::size_t size, std::size_t count, void* context) {
    auto& upload = *static_cast<Upload*>(context);
    const std::size_t n = std::min(size * count, upload.rest.size());
    std::memcpy(buffer, upload.rest.data(), n);
    upload.rest.remove_prefix(n);
    upload.whole = upload.rest.empty();
    return n;
}

std::size_t on_reply(char*, std::size_t size, std::size_t count, void*) { return size * count; }

bool is_address(std::string_view text) {
    return !text.empty() && text.find_first_of("\r\n<> \t") == std::string_view::npos &&
           text.find('\0') == std::string_view::npos;
}

Sent outcome(CURLcode code, long reply, bool whole) {
    if (code == CURLE_OK) return Sent::accepted;
    if (reply >= 500 && reply < 600) return Sent::rejected;
    if (reply >= 400 && reply < 500) return Sent::deferred;
    // No reply that says no. Once every byte was handed over, the server may have taken it.
    return whole ? Sent::doubtful : Sent::deferred;
}

}  // namespace

struct SmtpClient::State {
    SmtpOptions options;
    CURL* handle = nullptr;
    std::array<char, CURL_ERROR_SIZE> why{};

    explicit State(SmtpOptions given) : options(std::move(given)) {
        start_libcurl();
        handle = curl_easy_init();
    }
    ~State() { curl_easy_cleanup(handle); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
};

SmtpClient::SmtpClient(SmtpOptions options) : state_(std::make_unique<State>(std::move(options))) {}
SmtpClient::~SmtpClient() = default;
SmtpClient::SmtpClient(SmtpClient&&) noexcept = default;
SmtpClient& SmtpClient::operator=(SmtpClient&&) noexcept = default;

Result<SentAnswer> SmtpClient::send(std::string_view from, std::string_view to, std::string_view message) {
    State& state = *state_;
    const SmtpOptions& options = state.options;
    if (state.handle == nullptr) return fail(Errc::internal, "libcurl does not start");
    if (!is_address(from)) return fail(Errc::bad_input, "not a sender's address: \"" + std::string(from) + "\"");
    if (!is_address(to)) return fail(Errc::bad_input, "not an address: \"" + std::string(to) + "\"");

    const std::string url = std::string(options.encryption == Encryption::tls ? "smtps" : "smtp") + "://" +
                            options.host + ":" + std::to_string(options.port) + "/" + options.helo;
    const std::string sender = "<" + std::string(from) + ">";
    const std::string recipient = "<" + std::string(to) + ">";
    const SlistPointer recipients(curl_slist_append(nullptr, recipient.c_str()));
    Upload upload{message, false};

    curl_easy_reset(state.handle);  // keeps the connection
    state.why[0] = '\0';
    const auto set = [&](auto option, auto value) { curl_easy_setopt(state.handle, option, value); };
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_PROXY, "");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_MAIL_FROM, sender.c_str());
    set(CURLOPT_MAIL_RCPT, recipients.get());
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_READFUNCTION, on_read);
    set(CURLOPT_READDATA, &upload);
    set(CURLOPT_WRITEFUNCTION, on_reply);
    set(CURLOPT_ERRORBUFFER, state.why.data());
    set(CURLOPT_TIMEOUT, static_cast<long>(options.timeout.count()));
    set(CURLOPT_CONNECTTIMEOUT, static_cast<long>(std::min<std::int64_t>(options.timeout.count(), 20)));
    if (options.encryption == Encryption::starttls) set(CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    if (!options.user.empty()) {
        set(CURLOPT_USERNAME, options.user.c_str());
        set(CURLOPT_PASSWORD, options.password.c_str());
    }

    const CURLcode code = curl_easy_perform(state.handle);
    long reply = 0;
    curl_easy_getinfo(state.handle, CURLINFO_RESPONSE_CODE, &reply);
    SentAnswer answer;
    answer.sent = outcome(code, reply, upload.whole);
    answer.code = static_cast<int>(reply);
    if (code != CURLE_OK)
        answer.what = options.host + ": " + (state.why[0] != '\0' ? state.why.data() : curl_easy_strerror(code)) +
                      (reply != 0 ? " (reply " + std::to_string(reply) + ")" : "");
    return answer;
}

}  // namespace newsloom::net
