"""Who may call the API at all; what they may see is `visible_to`'s business."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from ats.users.api_tokens.rules import may_read, may_write
from ats.users.models import ApiToken

if TYPE_CHECKING:  # REST framework's views import this module
    from rest_framework.views import APIView


class IsStaffWithScope(BasePermission):
    message = _("This token may not do that.")

    def has_permission(self, request: Request, view: "APIView") -> bool:
        if not request.user or not request.user.is_authenticated or not request.user.is_active:
            return False
        if not isinstance(request.auth, ApiToken):
            return True
        is_read = request.method in SAFE_METHODS
        return may_read(request.auth) if is_read else may_write(request.auth)
