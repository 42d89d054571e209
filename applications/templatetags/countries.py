"""`{% load countries %}`: `{{ candidate.country|country_name }}`."""

from django import template

from postings.posting.countries import country_name

register = template.Library()
register.filter("country_name", country_name)
