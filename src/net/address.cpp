#include "net/detail/address.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>

#include "net/curl_http.h"

namespace newsloom::net {
namespace {

struct Block4 {
    std::uint32_t first;
    unsigned bits;
};

constexpr std::uint32_t ip(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
    return a << 24 | b << 16 | c << 8 | d;
}

/// IANA IPv4 Special-Purpose Address Registry, and multicast (RFC 5771) and reserved (RFC 1112) space.
constexpr std::array kSpecial4 = {
    Block4{ip(0, 0, 0, 0), 8},      Block4{ip(10, 0, 0, 0), 8},     Block4{ip(100, 64, 0, 0), 10},
    Block4{ip(127, 0, 0, 0), 8},    Block4{ip(169, 254, 0, 0), 16}, Block4{ip(172, 16, 0, 0), 12},
    Block4{ip(192, 0, 0, 0), 24},   Block4{ip(192, 0, 2, 0), 24},   Block4{ip(192, 88, 99, 0), 24},
    Block4{ip(192, 168, 0, 0), 16}, Block4{ip(198, 18, 0, 0), 15},  Block4{ip(198, 51, 100, 0), 24},
    Block4{ip(203, 0, 113, 0), 24}, Block4{ip(224, 0, 0, 0), 4},    Block4{ip(240, 0, 0, 0), 4},
};

bool is_special4(std::uint32_t address) {
    return std::any_of(kSpecial4.begin(), kSpecial4.end(),
                       [&](const Block4& block) { return (address ^ block.first) >> (32 - block.bits) == 0; });
}

std::uint32_t word(const unsigned char* bytes) { return ip(bytes[0], bytes[1], bytes[2], bytes[3]); }

bool is_special6(const unsigned char* bytes) {
    constexpr std::array<unsigned char, 12> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    constexpr std::array<unsigned char, 12> kNat64 = {0, 0x64, 0xFF, 0x9B};
    if (std::memcmp(bytes, kMapped.data(), 12) == 0 || std::memcmp(bytes, kNat64.data(), 12) == 0)
        return is_special4(word(bytes + 12));
    if ((bytes[0] & 0xE0) != 0x20) return true;  // only 2000::/3 is global unicast
    const std::uint32_t head = word(bytes);
    return head >> 16 == 0x2002                 // 6to4: leads to an IPv4 address of the sender's choice
           || head >> 9 == 0x20010000U >> 9     // 2001::/23, protocol assignments with Teredo
           || head == 0x20010DB8                // documentation
           || head >> 12 == 0x3FFF0000U >> 12;  // documentation, RFC 9637
}

}  // namespace

bool is_private_address(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &address, sizeof v4);
        return is_special4(ntohl(v4.sin_addr.s_addr));
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, &address, sizeof v6);
        return is_special6(v6.sin6_addr.s6_addr);
    }
    return true;  // a local socket, or something nobody asked for
}

bool is_private_address(const std::string& address) {
    in_addr v4{};
    if (inet_pton(AF_INET, address.c_str(), &v4) == 1) return is_special4(ntohl(v4.s_addr));
    in6_addr v6{};
    if (inet_pton(AF_INET6, address.c_str(), &v6) == 1) return is_special6(v6.s6_addr);
    return true;
}

}  // namespace newsloom::net
