"""Who may call the API at all; what they may see is `visible_to`'s business."""

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from ats.users.models import ApiToken, TokenScope


class IsStaffWithScope(BasePermission):
    def has_permission(self, request: Request, view: APIView) -> bool:
        if not request.user or not request.user.is_authenticated or not request.user.is_active:
            return False
        if isinstance(request.auth, ApiToken) and request.method not in SAFE_METHODS:
            return request.auth.scope == TokenScope.WRITE
        return True
