"""`{% load ui %}`: the components of the pages; docs/components.md shows them all."""

from django import template

from ats.web import language_tags, tags

register = template.Library()

for simple in (
    *(tags.icon, tags.icon_store, tags.icon_use),
    *(tags.when, tags.url_or_empty, tags.avatar, tags.badge, tags.bar),
):
    register.simple_tag(simple)

register.simple_tag(language_tags.lang_of)
register.simple_tag(takes_context=True)(tags.rail_search_url)
register.simple_tag(takes_context=True)(language_tags.language_links)

for block in (tags.notice, tags.details, tags.dialog, tags.menu, tags.page_header, tags.card):
    register.simple_block_tag(block)

register.inclusion_tag("components/error_summary.html")(tags.error_summary)
register.inclusion_tag("components/rail_items.html", takes_context=True)(tags.rail_items)
register.inclusion_tag("components/pager.html", takes_context=True)(tags.pager)
register.inclusion_tag("components/language_switch.html", takes_context=True)(
    language_tags.language_switch
)
register.inclusion_tag("components/language_buttons.html", takes_context=True)(
    language_tags.language_buttons
)
register.filter("undo_url", tags.undo_url)
register.filter("number", tags.number)
register.filter("initials", tags.initials)
