#include "net/mbox_deliverer.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <unistd.h>

namespace newsloom::net {

Result<SentAnswer> MboxDeliverer::send(std::string_view from, std::string_view to, std::string_view message) {
    std::string bytes =
        "From " + std::string(from) + " Thu Jan  1 00:00:00 1970\nX-Envelope-To: " + std::string(to) + "\n";
    while (!message.empty()) {
        const std::size_t end = std::min(message.find('\n'), message.size());
        std::string_view line = message.substr(0, end);
        message.remove_prefix(std::min(end + 1, message.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        const std::size_t quotes = std::min(line.find_first_not_of('>'), line.size());
        if (line.substr(quotes).starts_with("From ")) bytes += '>';
        bytes.append(line).append("\n");
    }
    bytes += "\n";
    const auto wrong = [&] {
        return fail(errno == ENOSPC || errno == EDQUOT ? Errc::no_space : Errc::unavailable,
                    file_.string() + ": " + std::strerror(errno));
    };
    const int fd = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd < 0) return wrong();
    std::string_view rest = bytes;
    while (!rest.empty()) {
        const ssize_t n = ::write(fd, rest.data(), rest.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) {
            auto error = wrong();
            ::close(fd);
            return error;
        }
        rest.remove_prefix(static_cast<std::size_t>(n));
    }
    const bool kept = ::fsync(fd) == 0;
    ::close(fd);
    if (!kept) return wrong();
    return SentAnswer{Sent::accepted, 250, {}};
}

}  // namespace newsloom::net
