/// Starting libcurl once per process, and owning its lists.
#pragma once

#include <memory>

#include <curl/curl.h>

namespace newsloom::net {

void start_libcurl();

struct SlistCloser {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using SlistPointer = std::unique_ptr<curl_slist, SlistCloser>;

}  // namespace newsloom::net
