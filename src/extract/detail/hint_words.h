/// What the words of class names, ids and the like say of an element, in the languages of large presses; lower case,
/// without joints ("social-share" is two words, "socialsharebar" is cut by hints.cpp). Collected by hand from the
/// vocabularies of schema.org, HTML 5, the hnews microformat, common content systems and plain dictionary words.
#pragma once

#include <string_view>

#include "extract/detail/hints.h"

namespace newsloom::extract {

struct HintWords {
    Hint hint;
    std::string_view words;  ///< parted by spaces; each stands in one list only
};

inline constexpr HintWords kHintWords[] = {
    {Hint::body,
     "body content contents entry text copy paragraph paragraphs texte texto testo inhalt contenu contenido "
     "conteudo corpo cuerpo corps brodtext richtext articlebody tekst tresc fliesstext prose wysiwyg rte "
     "noidung honbun"},
    {Hint::article,
     "article post story blogpost artikel beitrag articulo artigo articolo noticia nota artykul hentry clanek "
     "cikk artikkel haber kiji newsarticle blog news"},
    {Hint::headline, "headline title titel titre titulo titolo rubrik hed heading ueberschrift otsikko tytul baslik"},
    {Hint::deck,
     "deck dek standfirst summary subtitle subheadline subhead lead lede intro description excerpt abstract "
     "strapline teasertext chapo chapeau bajada entradilla sommario ingress manchet vorspann untertitel "
     "subtitulo sottotitolo perex zajawka occhiello blurb einleitung spot introduction tagline sapo"},
    {Hint::kicker,
     "kicker eyebrow overline dachzeile category section flag label volanta ressort topline supertitle "
     "surtitre antetitulo roofline categoria seccion slug spitzmarke rubrique"},
    {Hint::byline,
     "author authors byline bylines writer contributor contributors autor autoren auteur autore verfasser "
     "redactor firma creator reporter journalist byname yazar penulis kirjoittaja forfatter skribent signature "
     "vcard avtor autorzy credits writtenby editor"},
    {Hint::bio, "bio biography about authorbox profile aboutauthor zurperson"},
    {Hint::time,
     "date time datetime published timestamp updated dateline pubdate datum fecha data datepublished "
     "datemodified modified publicationdate tarih postdate pubtime hora pub"},
    {Hint::caption,
     "caption figcaption credit legend bildunterschrift legende cutline photocredit imagecaption bu quelle "
     "epigrafe didascalia leyenda bildtext photographer fotograf"},
    {Hint::figure,
     "figure image images img photo photos picture gallery slideshow carousel slider bild foto galerie galeria "
     "thumbnail thumb lightbox swiper slide imagen media fotostrecke diaporama aufmacher"},
    {Hint::player, "video videos audio podcast player jwplayer playlist listen transcript tts readaloud vorlesen"},
    {Hint::quote, "quote blockquote pullquote zitat citation cita citat pulledquote"},
    {Hint::box,
     "box infobox factbox inset infokasten kasten factfile callout keypoints highlights takeaways fakten "
     "recuadro encadre faktaruta panel accordion faq faqs"},
    {Hint::related,
     "related recommended recommendation recommendations readmore more popular trending mostread outbrain "
     "taboola similar readnext relacionadas relacionados relacionada verwandte weitere meistgelesen "
     "empfehlungen correlati liees relaterade relaterede powiazane mehr richlink seealso further next also "
     "suggested suggestions latest recent most mas hot onward zergnet revcontent crosslink relatedposts "
     "relacionado interlink kanren lesetipp linkbox backlinks baca juga"},
    {Hint::wrap,
     "top standard wrapper wrap container layout row col column columns main page site inner outer primary "
     "block single"},
    {Hint::teaser, "teaser teasers card cards promoted tile tiles tease kachel preview snippet anreisser"},
    {Hint::promo,
     "promo promos promotion cta app apps appeal donate donation support offer offers download marketing "
     "campaign spenden membership member affiliate deal deals contest giveaway aktion"},
    {Hint::newsletter,
     "newsletter newsletters signup subscribe subscription mailchimp optin email mailing abo suscripcion "
     "nieuwsbrief nyhedsbrev nyhetsbrev abonnement subscriber subscribers mailinglist substack alerts "
     "abonnieren"},
    {Hint::share,
     "share sharing social socials follow addthis sharethis addtoany teilen partager partage compartir "
     "compartilhar condividi facebook twitter whatsapp linkedin pinterest reddit telegram flipboard sns "
     "toolbar tools actions like likes bookmark save dela del udostepnij redes jaa clipboard sharedaddy wechat "
     "weibo feedback reactions buttons button btn paylas bsky mastodon"},
    {Hint::comment,
     "comment comments disqus reply replies respond kommentar kommentare comentarios comentarii commentaire "
     "commentaires commenti comentario commentlist discussion diskussion talkback komentarze kommentarer coral "
     "viafoura spotim openweb livefyre leserkommentare debatte forumposts yorum yorumlar reacties komentari "
     "komentar"},
    {Hint::navigation,
     "nav navi navigation menu menus navbar breadcrumb breadcrumbs pagination pager paging prev previous "
     "dropdown megamenu skip skiplink sitemap hamburger tab tabs links submenu burger crumb crumbs miga"},
    {Hint::widget,
     "weather widget widgets plugin poll quiz survey calculator umfrage stock quotes score rating ratings "
     "stars counter form"},
    {Hint::header, "header masthead topbar kopf logo branding cabecera"},
    {Hint::advert,
     "banner ad ads advert adverts advertisement advertising adslot adsbygoogle dfp gpt sponsor sponsored "
     "werbung anzeige publicidad publicite pubblicita reklama reklam annonce annons publicidade adsense "
     "dianomi iklan mpu leaderboard adunit interstitial adbox partner mainos commercial"},
    {Hint::footer, "footer foot colophon bottom fuss contentinfo pie rodape"},
    {Hint::sidebar,
     "sidebar aside rail side secondary complementary marginal rightcol leftcol rightcolumn seitenleiste "
     "lateral sticky"},
    {Hint::tags,
     "tag tags topics keywords taxonomy schlagworte etiquetas themen temas tagcloud categories keyword "
     "subjects taglist hashtags etiket chips pill pills tagi amneord"},
    {Hint::legal,
     "cookie cookies consent gdpr copyright privacy terms impressum legal onetrust cmp didomi license "
     "datenschutz imprint rights cookiebar ccpa einwilligung avisolegal"},
    {Hint::paywall,
     "paywall premium piano regwall tinypass metered meter gate offerwall barrier locked unlock plus "
     "subscribewall muro gated"},
    {Hint::login, "login signin account user register registration anmelden logout"},
    {Hint::search, "search searchform suche buscador recherche buscar sok zoeken"},
    {Hint::hidden,
     "hidden hide sr visuallyhidden invisible offscreen screenreader noscript collapsed visually noprint "
     "nodisplay"},
    {Hint::popup,
     "tooltip popup modal overlay toast dialog popover rollover hovercard drawer notification alert offcanvas "
     "flyout lightboxes"},
    {Hint::live, "live liveblog ticker timeline liveticker livefeed liveentry envivo"},
    {Hint::toc, "toc tableofcontents inhaltsverzeichnis outline jump anchors sommaire indice"},
    {Hint::product, "product products price cart shop buy checkout basket sku woocommerce produkt shopping"},
    {Hint::forum, "forum thread message messages topic bbp phpbb postbody answer question board xenforo"},
    {Hint::meta, "meta metadata info details postmeta entrymeta infos byinfo"},
    {Hint::list,
     "list lists feed grid river stream listing archive items item collection headlines stories articles posts "
     "loop"},
    {Hint::print, "print printing drucken imprimir"},
    {Hint::note,
     "correction disclaimer footnote footnotes note notes disclosure references source sources hinweis "
     "reference reflist endnote clarification"},
    {Hint::embed, "embed embeds tweet instagram tiktok oembed youtube vimeo iframe datawrapper infogram embedded"},
    {Hint::recipe, "recipe ingredients ingredient directions instructions nutrition rezept zutaten receta"}};

}  // namespace newsloom::extract
