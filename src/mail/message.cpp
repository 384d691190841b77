#include "mail/message.h"

#include <algorithm>
#include <memory>
#include <mutex>

#include <gmime/gmime.h>

#include "base/hash.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace newsloom::mail {
namespace {

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

struct FreeOptions {
    void operator()(GMimeFormatOptions* options) const { g_mime_format_options_free(options); }
};

void start_gmime() {
    static std::once_flag once;
    std::call_once(once, [] { g_mime_init(); });
}

bool is_plain_header_text(std::string_view text) {
    return utf8::is_valid(text) && std::none_of(text.begin(), text.end(), [](char c) {
               const auto byte = static_cast<unsigned char>(c);
               return byte < 0x20 ? c != '\t' : byte == 0x7F;
           });
}

bool is_token(std::string_view name) {
    return !name.empty() &&
           std::all_of(name.begin(), name.end(), [](char c) { return ascii::is_alnum(c) || c == '-'; });
}

/// local@domain in the plain form of RFC 5321 (dot-string, no quoted local part): all that may stand in a header and in
/// an envelope.
bool is_address(std::string_view address) {
    const std::size_t at = address.rfind('@');
    if (at == std::string_view::npos || at == 0 || at > 64 || address.size() > 254) return false;
    const std::string_view local = address.substr(0, at), domain = address.substr(at + 1);
    const auto local_character = [](char c) {
        return ascii::is_alnum(c) || std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != std::string_view::npos;
    };
    if (!std::all_of(local.begin(), local.end(), local_character)) return false;
    const auto dots = [](std::string_view part) {
        return part.front() != '.' && part.back() != '.' && part.find("..") == std::string_view::npos;
    };
    if (domain.empty() || !dots(local) || !dots(domain)) return false;
    return std::all_of(domain.begin(), domain.end(), [](char c) { return ascii::is_alnum(c) || c == '-' || c == '.'; });
}

bool is_message_id(std::string_view id) {
    const std::size_t at = id.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < id.size() &&
           std::all_of(id.begin(), id.end(), [](char c) {
               return c > ' ' && c < 0x7F && c != '<' && c != '>' && c != '"' && c != '(' && c != ')' && c != '\\';
           });
}

/// CRLF line ends, the canonical form of text (RFC 2045, 6.7).
std::string with_crlf(std::string_view text) {
    std::string result;
    result.reserve(text.size() + text.size() / 40);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r') continue;
        if (text[i] == '\n') result += '\r';
        result += text[i];
    }
    return result;
}

Owned<GMimePart> text_part(const char* subtype, std::string_view text) {
    Owned<GMimePart> part(g_mime_part_new_with_type("text", subtype));
    g_mime_object_set_content_type_parameter(GMIME_OBJECT(part.get()), "charset", "utf-8");
    const std::string bytes = with_crlf(utf8::repaired(text));
    Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
    Owned<GMimeDataWrapper> content(g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
    g_mime_part_set_content(part.get(), content.get());
    g_mime_part_set_content_encoding(part.get(), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    return part;
}

Result<void> check(const Message& message) {
    const auto refuse = [](const std::string& what) { return fail(Errc::bad_input, "message: " + what); };
    if (!is_address(message.from_address))
        return refuse("not an address to send from: \"" + message.from_address + "\"");
    if (!is_address(message.to_address)) return refuse("not an address to send to: \"" + message.to_address + "\"");
    if (!is_plain_header_text(message.from_name))
        return refuse("the sender's name has a line break or control character");
    if (!is_plain_header_text(message.subject)) return refuse("the subject has a line break or control character");
    if (!is_message_id(message.message_id)) return refuse("not a message id: \"" + message.message_id + "\"");
    for (const auto& [name, value] : message.headers) {
        if (!is_token(name)) return refuse("not a header name: \"" + name + "\"");
        if (!is_plain_header_text(value))
            return refuse("the header " + name + " has a line break or control character");
    }
    return {};
}

}  // namespace

Result<std::string> bytes_of(const Message& message) {
    NL_CHECK(check(message));
    start_gmime();
    Owned<GMimeMessage> mime(g_mime_message_new(TRUE));
    const char* const name = message.from_name.empty() ? nullptr : message.from_name.c_str();
    const Owned<InternetAddress> from(internet_address_mailbox_new(name, message.from_address.c_str()));
    internet_address_set_charset(from.get(), "utf-8");
    internet_address_list_add(g_mime_message_get_addresses(mime.get(), GMIME_ADDRESS_TYPE_FROM), from.get());
    g_mime_message_add_mailbox(mime.get(), GMIME_ADDRESS_TYPE_TO, nullptr, message.to_address.c_str());
    g_mime_message_set_subject(mime.get(), message.subject.c_str(), "utf-8");
    GDateTime* const date = g_date_time_new_from_unix_utc(message.date.time_since_epoch().count());
    if (date == nullptr) return fail(Errc::bad_input, "message: the date is outside of the years 1 to 9999");
    g_mime_message_set_date(mime.get(), date);
    g_date_time_unref(date);
    g_mime_message_set_message_id(mime.get(), message.message_id.c_str());
    for (const auto& [header, value] : message.headers)
        g_mime_object_append_header(GMIME_OBJECT(mime.get()), header.c_str(), value.c_str(), "utf-8");

    Owned<GMimeMultipart> alternative(g_mime_multipart_new_with_subtype("alternative"));
    // "=_" cannot stand in quoted-printable text, so the boundary cannot either.
    const std::string boundary = "=_newsloom_" + hex(hash64(message.message_id));
    g_mime_multipart_set_boundary(alternative.get(), boundary.c_str());
    g_mime_multipart_add(alternative.get(), GMIME_OBJECT(text_part("plain", message.text).get()));
    g_mime_multipart_add(alternative.get(), GMIME_OBJECT(text_part("html", message.html).get()));
    g_mime_message_set_mime_part(mime.get(), GMIME_OBJECT(alternative.get()));

    const std::unique_ptr<GMimeFormatOptions, FreeOptions> format(g_mime_format_options_new());
    g_mime_format_options_set_newline_format(format.get(), GMIME_NEWLINE_FORMAT_DOS);
    char* const bytes = g_mime_object_to_string(GMIME_OBJECT(mime.get()), format.get());
    std::string result(bytes);
    g_free(bytes);
    return result;
}

}  // namespace newsloom::mail
