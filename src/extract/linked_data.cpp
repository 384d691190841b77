#include "extract/detail/linked_data.h"

#include <algorithm>
#include <array>

#include <boost/json.hpp>

#include "html/parse.h"
#include "text/ascii.h"
#include "text/fold.h"

namespace newsloom::extract {
namespace {

namespace bj = boost::json;

constexpr std::size_t kMostObjects = 3000;

std::string_view view(const bj::string& s) { return {s.data(), s.size()}; }

bool is_article_type(std::string_view type) {
    static constexpr std::array<std::string_view, 22> kTypes = {"Article",
                                                                "NewsArticle",
                                                                "BlogPosting",
                                                                "Report",
                                                                "LiveBlogPosting",
                                                                "ReportageNewsArticle",
                                                                "AnalysisNewsArticle",
                                                                "OpinionNewsArticle",
                                                                "ReviewNewsArticle",
                                                                "BackgroundNewsArticle",
                                                                "AskPublicNewsArticle",
                                                                "TechArticle",
                                                                "ScholarlyArticle",
                                                                "SocialMediaPosting",
                                                                "AdvertiserContentArticle",
                                                                "SatiricalArticle",
                                                                "Review",
                                                                "Recipe",
                                                                "MedicalScholarlyArticle",
                                                                "Blog Posting",
                                                                "CriticReview",
                                                                "HowTo"};
    return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

std::string_view local_name(std::string_view type) {
    const auto slash = type.find_last_of("/#:");
    return slash == std::string_view::npos ? type : type.substr(slash + 1);
}

/// A string, or the first string of an array, or the @value / name of an object.
std::string_view text_of(const bj::value& value, int depth = 0) {
    if (const auto* s = value.if_string()) return view(*s);
    if (depth > 3) return {};
    if (const auto* array = value.if_array()) {
        for (const auto& item : *array) {
            if (const auto text = text_of(item, depth + 1); !text.empty()) return text;
        }
    } else if (const auto* object = value.if_object()) {
        for (const char* key : {"@value", "name", "@id", "url"}) {
            if (const auto* inner = object->if_contains(key); inner != nullptr && inner->is_string())
                return view(inner->get_string());
        }
    }
    return {};
}

std::string_view text_at(const bj::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value == nullptr ? std::string_view() : text_of(*value);
}

void set(std::string& field, std::string_view value) {
    if (field.empty() && !value.empty()) field = plain(value);
}

template <class F>
void each(const bj::value& value, F f) {
    if (const auto* array = value.if_array()) {
        for (const auto& item : *array)
            f(item);
    } else {
        f(value);
    }
}

class Collector {
  public:
    explicit Collector(LinkedData& out) : out_(out) {}

    /// Objects are visited from a work list: no recursion by input depth (the parser bounds it as well).
    void visit(const bj::value& root) {
        std::vector<std::pair<const bj::value*, int>> work{{&root, 0}};
        for (std::size_t i = 0; i < work.size() && i < kMostObjects; ++i) {
            const auto [value, depth] = work[i];
            if (const auto* array = value->if_array()) {
                for (const auto& item : *array)
                    work.emplace_back(&item, depth);
            } else if (const auto* object = value->if_object()) {
                take(*object, depth);
                if (depth > 3) continue;
                for (const char* key :
                     {"@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemReviewed", "liveBlogUpdate"}) {
                    if (const auto* inner = object->if_contains(key); inner != nullptr && inner->is_structured())
                        work.emplace_back(inner, key == std::string_view("@graph") ? depth : depth + 1);
                }
            }
        }
    }

  private:
    void take(const bj::object& object, int depth) {
        out_.any = true;
        const auto* types = object.if_contains("@type");
        std::string_view chosen;
        bool article = false;
        if (types != nullptr) {
            each(*types, [&](const bj::value& type) {
                const auto* s = type.if_string();
                if (s == nullptr) return;
                const auto name = local_name(view(*s));
                if (chosen.empty() || is_article_type(name)) chosen = name;
                article = article || is_article_type(name);
                if (depth == 0 && out_.types.size() < 50) out_.types.emplace_back(name);
            });
        }
        if (article) {
            take_article(object, chosen, depth);
        } else if (chosen == "WebPage" || chosen == "ItemPage" || chosen == "AboutPage" || chosen == "MediaGallery") {
            set(out_.page_published, text_at(object, "datePublished"));
            set(out_.page_modified, text_at(object, "dateModified"));
            if (out_.language.empty()) set(out_.language, text_at(object, "inLanguage"));
        } else if (chosen == "WebSite") {
            set(out_.website, text_at(object, "name"));
        } else if (chosen == "VideoObject" || chosen == "AudioObject" || chosen == "ImageObject") {
            take_media(object, chosen);
        } else if (chosen == "Person" || chosen == "Organization" || chosen == "NewsMediaOrganization") {
            if (const auto* id = object.if_contains("@id"); id != nullptr && id->is_string() && named_.size() < 200)
                named_.push_back(
                    {std::string(view(id->get_string())), plain(text_at(object, "name")), chosen != "Person"});
        }
        if (chosen == "WebPageElement") take_access(object);
    }

    void take_access(const bj::object& object) {
        if (const auto selector = text_at(object, "cssSelector"); !selector.empty()) {
            if (const auto* free = object.if_contains("isAccessibleForFree"); free != nullptr && is_false(*free))
                out_.paywalled_selectors.emplace_back(selector);
        }
    }

    static bool is_false(const bj::value& value) {
        if (const auto* truth = value.if_bool()) return !*truth;
        const auto text = text_of(value);
        return ascii::iequals(local_name(text), "false");
    }

    void take_article(const bj::object& object, std::string_view type, int depth) {
        if (out_.article) {
            out_.several_articles = out_.several_articles || depth == 0;
            // The first one is the page's own, unless it said next to nothing.
            if (!out_.headline.empty() && !out_.published.empty()) return;
            if (depth > 0) return;
        }
        out_.article = true;
        if (out_.type.empty()) out_.type = type;
        set(out_.headline, text_at(object, "headline"));
        if (out_.headline.empty()) set(out_.headline, text_at(object, "name"));
        set(out_.alternative_headline, text_at(object, "alternativeHeadline"));
        set(out_.description, text_at(object, "description"));
        set(out_.published, text_at(object, "datePublished"));
        if (out_.published.empty()) set(out_.published, text_at(object, "dateCreated"));
        set(out_.modified, text_at(object, "dateModified"));
        set(out_.language, text_at(object, "inLanguage"));
        set(out_.genre, text_at(object, "genre"));
        set(out_.id, text_at(object, "@id"));
        set(out_.url, text_at(object, "url"));
        if (out_.body.empty()) {
            for (const char* key : {"articleBody", "text", "reviewBody"}) {
                if (const auto* body = object.if_contains(key);
                    body != nullptr && body->is_string() && out_.body.empty())
                    out_.body = std::string(view(body->get_string()));
            }
        }
        if (const auto* publisher = object.if_contains("publisher")) set(out_.publisher, text_of(*publisher));
        if (const auto* free = object.if_contains("isAccessibleForFree"); free != nullptr && !out_.free)
            out_.free = !is_false(*free);
        if (const auto* section = object.if_contains("articleSection")) {
            each(*section, [&](const bj::value& item) {
                if (const auto text = text_of(item); !text.empty() && out_.sections.size() < 30)
                    out_.sections.push_back(plain(text));
            });
        }
        if (const auto* keywords = object.if_contains("keywords"); keywords != nullptr && out_.keywords.empty()) {
            each(*keywords, [&](const bj::value& item) {
                std::string_view rest = text_of(item);
                while (!rest.empty() && out_.keywords.size() < 60) {
                    const auto comma = rest.find(',');
                    if (auto word = plain(rest.substr(0, comma)); !word.empty())
                        out_.keywords.push_back(std::move(word));
                    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
                }
            });
        }
        if (out_.authors.empty()) {
            for (const char* key : {"author", "creator"}) {
                if (const auto* author = object.if_contains(key); author != nullptr && out_.authors.empty())
                    each(*author, [&](const bj::value& item) { take_person(item); });
            }
        }
        if (const auto* image = object.if_contains("image")) take_images(*image);
        for (const char* key : {"video", "audio", "associatedMedia"}) {
            if (const auto* media = object.if_contains(key)) {
                each(*media, [&](const bj::value& item) {
                    if (const auto* inner = item.if_object()) take_media(*inner, local_name(text_at(*inner, "@type")));
                });
            }
        }
    }

    void take_person(const bj::value& value) {
        if (out_.authors.size() >= 60) return;
        if (const auto* s = value.if_string()) {
            if (auto name = plain(view(*s)); !name.empty()) out_.authors.push_back({std::move(name), false});
            return;
        }
        const auto* object = value.if_object();
        if (object == nullptr) return;
        bool organisation = false;
        if (const auto type = local_name(text_at(*object, "@type"));
            type.find("Organi") != std::string_view::npos || type == "Corporation" || type == "Brand")
            organisation = true;
        if (const auto* name = object->if_contains("name")) {
            each(*name, [&](const bj::value& item) {
                if (auto text = plain(text_of(item)); !text.empty() && out_.authors.size() < 60)
                    out_.authors.push_back({std::move(text), organisation});
            });
            return;
        }
        if (const auto id = text_at(*object, "@id"); !id.empty()) {
            for (const Named& known : named_) {
                if (known.id == id && !known.name.empty()) {
                    out_.authors.push_back({known.name, known.organisation});
                    return;
                }
            }
            pending_.emplace_back(id);
        }
    }

    void take_images(const bj::value& value) {
        each(value, [&](const bj::value& item) {
            if (out_.media.size() >= 60) return;
            LinkedMedia media;
            if (const auto* s = item.if_string()) {
                media.url = std::string(view(*s));
            } else if (const auto* object = item.if_object()) {
                media.url = std::string(text_at(*object, "url"));
                if (media.url.empty()) media.url = std::string(text_at(*object, "contentUrl"));
                media.caption = plain(text_at(*object, "caption"));
                media.credit = plain(text_at(*object, "creditText"));
            }
            if (!media.url.empty()) out_.media.push_back(std::move(media));
        });
    }

    void take_media(const bj::object& object, std::string_view type) {
        if (out_.media.size() >= 60 || type == "ImageObject") return;
        LinkedMedia media;
        media.video = type == "VideoObject" || type == "Clip";
        media.audio = type == "AudioObject" || type == "PodcastEpisode";
        if (!media.video && !media.audio) return;
        media.url = std::string(text_at(object, "contentUrl"));
        media.embed_url = std::string(text_at(object, "embedUrl"));
        if (media.url.empty()) media.url = std::string(text_at(object, "url"));
        media.caption = plain(text_at(object, "name"));
        if (!media.url.empty() || !media.embed_url.empty()) out_.media.push_back(std::move(media));
    }

  public:
    /// Authors named by @id before their object was met.
    void resolve_pending() {
        for (const std::string& id : pending_) {
            for (const Named& known : named_) {
                if (known.id == id && !known.name.empty() && out_.authors.size() < 60) {
                    out_.authors.push_back({known.name, known.organisation});
                    break;
                }
            }
        }
    }

  private:
    struct Named {
        std::string id, name;
        bool organisation;
    };
    LinkedData& out_;
    std::vector<Named> named_;
    std::vector<std::string> pending_;
};

/// Raw control characters within become spaces; the marks around (CDATA, comments, a stray semicolon) go.
std::string mended(std::string_view json) {
    std::string result(json);
    for (char& c : result) {
        if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    }
    const auto begin = result.find_first_of("[{");
    const auto end = result.find_last_of("]}");
    if (begin == std::string::npos || end == std::string::npos || end < begin) return {};
    result = result.substr(begin, end - begin + 1);
    if (result.starts_with("[CDATA[")) {
        const auto brace = result.find('{');
        if (brace == std::string::npos) return {};
        result.erase(0, brace);
    }
    while (!result.empty() && result.back() == ']' && result.front() == '{')
        result.pop_back();
    return result;
}

}  // namespace

void read_linked_data(std::string_view json, LinkedData& into) {
    json = ascii::trim(json);
    if (json.size() < 2 || json.size() > 8 * 1024 * 1024) return;
    bj::parse_options options;
    options.max_depth = 32;
    options.allow_comments = true;
    options.allow_trailing_commas = true;
    options.allow_invalid_utf8 = true;
    bj::monotonic_resource memory;
    boost::system::error_code error;
    bj::value value = bj::parse(bj::string_view(json.data(), json.size()), error, &memory, options);
    if (error) {
        const std::string again = mended(json);
        if (again.empty()) return;
        value = bj::parse(again, error, &memory, options);
        if (error) {
            // Two objects one after the other: take the first.
            bj::stream_parser parser(&memory, options);
            boost::system::error_code first;
            parser.write_some(again.data(), again.size(), first);
            if (first || !parser.done()) return;
            value = parser.release();
        }
    }
    Collector collector(into);
    collector.visit(value);
    collector.resolve_pending();
}

std::string plain(std::string_view value) {
    value = value.substr(0, 200'000);
    if (value.find_first_of("<&") == std::string_view::npos) return collapse_whitespace(value);
    std::string current(value);
    for (int round = 0; round < 2 && current.find_first_of("<&") != std::string::npos; ++round) {
        const html::Document fragment = html::parse_fragment(current);
        std::string next = html::text_content(fragment.root());
        if (next == current) break;
        current = std::move(next);
        if (current.find('&') == std::string::npos) break;
    }
    return collapse_whitespace(current);
}

}  // namespace newsloom::extract
