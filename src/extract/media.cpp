#include <algorithm>
#include <array>
#include <charconv>

#include "extract/detail/credits.h"
#include "extract/detail/roles.h"
#include "text/ascii.h"
#include "url/url.h"

namespace newsloom::extract {
namespace {

using html::Attr;
using html::Node;
using html::Tag;

constexpr std::size_t kMostMedia = 80;

struct Player {
    std::string_view part;  ///< of the frame's URL
    MediaKind kind;
};

// Frames of players and embeds that many sites use, by what stands in their URL.
constexpr Player kPlayers[] = {
    {"youtube.com/embed", MediaKind::video},
    {"youtube-nocookie.com/embed", MediaKind::video},
    {"youtu.be/", MediaKind::video},
    {"player.vimeo.com", MediaKind::video},
    {"dailymotion.com/", MediaKind::video},
    {"players.brightcove.net", MediaKind::video},
    {"jwplayer", MediaKind::video},
    {"jwplatform", MediaKind::video},
    {"facebook.com/plugins/video", MediaKind::video},
    {"player.twitch.tv", MediaKind::video},
    {"embed.ted.com", MediaKind::video},
    {"rumble.com/embed", MediaKind::video},
    {"streamable.com", MediaKind::video},
    {"glomex", MediaKind::video},
    {"kaltura", MediaKind::video},
    {"player.bilibili.com", MediaKind::video},
    {"rutube.ru/play", MediaKind::video},
    {"vk.com/video", MediaKind::video},
    {"ok.ru/videoembed", MediaKind::video},
    {"odysee.com/", MediaKind::video},
    {"wistia", MediaKind::video},
    {"/videoplayer", MediaKind::video},
    {"/video/embed", MediaKind::video},
    {"embed/video", MediaKind::video},
    {"soundcloud.com", MediaKind::audio},
    {"open.spotify.com/embed", MediaKind::audio},
    {"podcasts.apple.com", MediaKind::audio},
    {"podigee", MediaKind::audio},
    {"megaphone.fm", MediaKind::audio},
    {"acast.com", MediaKind::audio},
    {"audioboom.com", MediaKind::audio},
    {"simplecast.com", MediaKind::audio},
    {"buzzsprout.com", MediaKind::audio},
    {"libsyn.com", MediaKind::audio},
    {"anchor.fm", MediaKind::audio},
    {"omny.fm", MediaKind::audio},
    {"platform.twitter.com", MediaKind::embed},
    {"twitter.com/", MediaKind::embed},
    {"instagram.com/", MediaKind::embed},
    {"tiktok.com/embed", MediaKind::embed},
    {"facebook.com/plugins/post", MediaKind::embed},
    {"datawrapper", MediaKind::embed},
    {"infogram.com", MediaKind::embed},
    {"flourish.studio", MediaKind::embed},
    {"documentcloud.org", MediaKind::embed},
    {"google.com/maps", MediaKind::embed},
    {"openstreetmap.org/export", MediaKind::embed},
    {"embed.bsky.app", MediaKind::embed},
    {"scribd.com/embeds", MediaKind::embed},
    {"giphy.com/embed", MediaKind::embed},
    {"reddit", MediaKind::embed},
};

/// The largest candidate of a srcset: by width, else by density.
std::string_view best_of_srcset(std::string_view srcset) {
    std::string_view best;
    double most = -1;
    while (!srcset.empty()) {
        while (!srcset.empty() && (ascii::is_space(srcset.front()) || srcset.front() == ','))
            srcset.remove_prefix(1);
        std::size_t end = 0;
        while (end < srcset.size() && !ascii::is_space(srcset[end]))
            ++end;
        std::string_view url = srcset.substr(0, end);
        srcset.remove_prefix(end);
        double size = 1;
        if (url.ends_with(',')) {
            while (url.ends_with(','))
                url.remove_suffix(1);
        } else {
            const auto comma = srcset.find(',');
            const std::string_view descriptor = ascii::trim(srcset.substr(0, comma));
            srcset = comma == std::string_view::npos ? std::string_view() : srcset.substr(comma + 1);
            std::from_chars(descriptor.data(), descriptor.data() + descriptor.size(), size);
        }
        if (!url.empty() && size > most) {
            most = size;
            best = url;
        }
    }
    return best;
}

bool is_placeholder(std::string_view src) {
    return src.empty() || src.starts_with("data:") || src.starts_with("about:") ||
           src.find("blank.gif") != std::string_view::npos || src.find("placeholder") != std::string_view::npos ||
           src.find("spacer") != std::string_view::npos || src.find("1x1") != std::string_view::npos ||
           src.find("transparent.") != std::string_view::npos;
}

int number_of(std::string_view text) {
    int value = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    return end.ec == std::errc() ? value : -1;
}

/// src, srcset and what lazy loaders put the address into; the sources of the <picture> around it.
std::string_view image_source(const Node& img) {
    std::string_view set;
    std::string_view plain_source;
    for (const html::Attribute& a : img.attributes()) {
        const std::string_view name = a.name();
        if (name == "src") {
            if (plain_source.empty() && !is_placeholder(a.value())) plain_source = a.value();
        } else if (name == "srcset" || (name.starts_with("data-") && name.find("srcset") != std::string_view::npos)) {
            if (const auto best = best_of_srcset(a.value()); !is_placeholder(best)) set = best;
        } else if (name.starts_with("data-") &&
                   (name.ends_with("src") || name.ends_with("original") || name.ends_with("-url") ||
                    name.ends_with("-image") || name == "data-url" || name == "data-lazy" || name == "data-full")) {
            if (!is_placeholder(a.value()) && a.value().find_first_of(" {") == std::string_view::npos &&
                a.value().find('/') != std::string_view::npos)
                plain_source = a.value();
        }
    }
    if (set.empty()) {
        if (const Node* picture = img.parent(); picture != nullptr && picture->is(Tag::picture)) {
            for (const Node* source = picture->first_child(); source != nullptr && set.empty();
                 source = source->next_sibling()) {
                if (!source->is(Tag::source)) continue;
                for (const Attr attr : {Attr::srcset, Attr::data_srcset}) {
                    if (const auto best = best_of_srcset((*source)[attr]); set.empty() && !is_placeholder(best))
                        set = best;
                }
            }
        }
    }
    return set.empty() ? plain_source : set;
}

std::string_view frame_source(const Node& node) {
    for (const html::Attribute& a : node.attributes()) {
        const std::string_view name = a.name();
        if ((name == "src" || name == "data" || (name.starts_with("data-") && name.ends_with("src"))) &&
            a.value().find('/') != std::string_view::npos && !a.value().starts_with("about:"))
            return a.value();
    }
    return {};
}

std::string_view player_source(const Node& node) {
    for (const Attr attr : {Attr::src, Attr::data_src}) {
        if (const auto src = node[attr]; !src.empty() && !src.starts_with("blob:")) return src;
    }
    for (const Node* child = node.first_child(); child != nullptr; child = child->next_sibling()) {
        if (child->is(Tag::source) && !(*child)[Attr::src].empty()) return (*child)[Attr::src];
    }
    return {};
}

std::string key_of(std::string_view url) {
    const auto query = url.find('?');
    std::string_view path = url.substr(0, query);
    const auto scheme = path.find("//");
    return ascii::lower(scheme == std::string_view::npos ? path : path.substr(scheme));
}

class Collector {
  public:
    Collector(const Facts& facts, const Sorted& sorted, const std::vector<std::size_t>& offsets, Article& article)
        : facts_(facts), view_(*facts.view), sorted_(sorted), offsets_(offsets), article_(article) {}

    void collect() {
        for (const std::string_view key : {"og:image:secure_url", "og:image", "twitter:image", "twitter:image:src"}) {
            if (article_.media.empty()) add(MediaKind::image, facts_.meta(key), {}, 0);
        }
        for (const LinkedMedia& media : facts_.linked.media) {
            const MediaKind kind = media.video ? MediaKind::video : media.audio ? MediaKind::audio : MediaKind::image;
            if (kind == MediaKind::image && !article_.media.empty()) continue;
            add(kind, media.embed_url.empty() ? media.url : media.embed_url, {media.caption, media.credit}, 0);
        }
        for (const std::string_view key : {"og:video:secure_url", "og:video:url", "og:video"}) {
            if (std::none_of(article_.media.begin(), article_.media.end(),
                             [](const Media& m) { return m.kind == MediaKind::video; }))
                add(MediaKind::video, facts_.meta(key), {}, 0);
        }
        if (sorted_.first_body == sorted_.end_body) return;
        for (const Mark& mark : view_.marks)
            take(mark);
        std::stable_sort(article_.media.begin(), article_.media.end(),
                         [](const Media& a, const Media& b) { return a.at < b.at; });
    }

  private:
    void take(const Mark& mark) {
        const std::uint32_t head = facts_.headline_block;
        const std::uint32_t begin = head != ~0u && head < sorted_.first_body ? head
                                    : sorted_.first_body > 6                 ? sorted_.first_body - 6
                                                                             : 0;
        if (mark.block < (begin > 4 ? begin - 4 : 0) || mark.block > sorted_.end_body + 1) return;
        const Container& c = view_.containers[mark.container];
        if (in(c.places, Place::nav) || in(c.places, Place::footer) ||
            has_any(c.path, Hint::comment, Hint::related, Hint::navigation, Hint::newsletter, Hint::promo, Hint::advert,
                    Hint::bio))
            return;
        const Hints own = hints_of((*mark.node)[Attr::class_]) | c.own;
        const std::size_t at = offsets_[std::min<std::size_t>(mark.block, offsets_.size() - 1)];
        switch (mark.kind) {
            case MarkKind::image: {
                if (has_any(own, Hint::share, Hint::byline, Hint::bio, Hint::advert, Hint::teaser, Hint::related))
                    return;
                const int width = number_of((*mark.node)[Attr::width]);
                const int height = number_of((*mark.node)[Attr::height]);
                if ((width > 0 && width < 90) || (height > 0 && height < 60)) return;
                const std::string_view source = image_source(*mark.node);
                if (source.ends_with(".svg") || source.find("avatar") != std::string_view::npos ||
                    source.find("/logo") != std::string_view::npos)
                    return;
                add(MediaKind::image, source, caption_of(mark), at);
                break;
            }
            case MarkKind::video:
                add(MediaKind::video, player_source(*mark.node), caption_of(mark), at);
                break;
            case MarkKind::audio:
                add(MediaKind::audio, player_source(*mark.node), caption_of(mark), at);
                break;
            case MarkKind::frame:
            case MarkKind::embed: {
                const std::string_view source = frame_source(*mark.node);
                for (const Player& player : kPlayers) {
                    if (ascii::ifind(source.substr(0, 300), player.part) == std::string_view::npos) continue;
                    add(player.kind, source, caption_of(mark), at);
                    break;
                }
                break;
            }
        }
    }

    /// The caption in the figure around the mark, else one that follows at once.
    [[nodiscard]] Caption caption_of(const Mark& mark) const {
        Caption result;
        std::uint32_t figure = ancestor_with(view_, mark.container, Tag::figure);
        std::uint32_t begin = mark.block;
        std::uint32_t end = mark.block + 2;
        if (figure != 0) {
            begin = view_.containers[figure].first_block;
            end = view_.containers[figure].end_block;
        } else {
            // a box that holds nothing but the picture and its caption
            std::uint32_t box = mark.container;
            for (int steps = 0; box != 0 && steps < 3; ++steps, box = view_.containers[box].parent) {
                const Container& c = view_.containers[box];
                if (c.end_block > c.first_block) {
                    if (c.end_block - c.first_block > 3) break;
                    begin = c.first_block;
                    end = c.end_block;
                    break;
                }
            }
        }
        end = std::min<std::uint32_t>(end, static_cast<std::uint32_t>(view_.blocks.size()));
        for (std::uint32_t i = begin; i < end && i < begin + 6; ++i) {
            const TextBlock& block = view_.blocks[i];
            // The only text in a picture's box is its caption, whatever it looks like.
            const bool alone = end == begin + 1 && end < view_.blocks.size() && block.words <= 60 &&
                               (sorted_.roles[i] == Role::other || sorted_.roles[i] == Role::other_article ||
                                sorted_.roles[i] == Role::byline || sorted_.roles[i] == Role::deck);
            if (sorted_.roles[i] != Role::caption && !alone) continue;
            const std::string_view text = view_.view(block);
            const Hints own = view_.container(block).own | block.inline_hints;
            const bool credit_only = has(sorted_.phrases[i].at_begin, Phrase::credit) && block.words <= 12;
            const bool names_only = !result.text.empty() && is_bare_name(text);
            if (credit_only || names_only || (has(own, Hint::byline) && block.words <= 8)) {
                if (result.credit.empty()) result.credit = text;
            } else {
                if (!result.text.empty()) result.text += ' ';
                std::string_view words = text;
                if (result.credit.empty() && view_.container(block).node != nullptr) {
                    result.credit = marked_credit(*view_.container(block).node);
                    if (const auto at = words.rfind(result.credit);
                        !result.credit.empty() && at != words.npos && at > 0)
                        words = ascii::trim(words.substr(0, at));
                    else if (result.credit == text)
                        words = {};
                    else if (at == words.npos)
                        result.credit.clear();
                    while (!result.credit.empty() && !words.empty() &&
                           (words.back() == '(' || words.back() == '|' || words.back() == '/' || words.back() == ' '))
                        words.remove_suffix(1);
                }
                result.text += words;
            }
        }
        split_credit(result);
        std::replace(result.text.begin(), result.text.end(), '\n', ' ');
        std::replace(result.credit.begin(), result.credit.end(), '\n', ' ');
        return result;
    }

    void add(MediaKind kind, std::string_view source, Caption caption, std::size_t at) {
        source = ascii::trim(source);
        if (source.empty() || is_placeholder(source) || article_.media.size() >= kMostMedia) return;
        const auto full = url::resolve(facts_.base, source);
        if (!full) return;
        const std::string key = key_of(*full);
        for (Media& known : article_.media) {
            if (key_of(known.url) != key) continue;
            if (known.caption.empty() && known.credit.empty()) {
                known.caption = std::move(caption.text);
                known.credit = std::move(caption.credit);
            }
            return;
        }
        article_.media.push_back({kind, *full, std::move(caption.text), std::move(caption.credit), at});
    }

    const Facts& facts_;
    const PageView& view_;
    const Sorted& sorted_;
    const std::vector<std::size_t>& offsets_;
    Article& article_;
};

}  // namespace

void read_media(const Facts& facts, const Sorted& sorted, const std::vector<std::size_t>& offsets, Article& article) {
    Collector(facts, sorted, offsets, article).collect();
}

}  // namespace newsloom::extract
