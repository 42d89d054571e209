"""Who is calling."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from ats.users.models import ApiToken, User


class CallingTokenSerializer(serializers.ModelSerializer[ApiToken]):
    class Meta:
        model = ApiToken
        fields = ["id", "name", "prefix", "scope", "expires_at"]
        read_only_fields = fields


class MeSerializer(serializers.ModelSerializer[User]):
    token = CallingTokenSerializer(
        read_only=True, allow_null=True, help_text="The token of this call; null for a browser."
    )

    class Meta:
        model = User
        fields = ["id", "email", "name", "role", "time_zone", "token"]
        read_only_fields = fields


class MeView(APIView):
    @extend_schema(operation_id="me", responses=MeSerializer)
    def get(self, request: Request) -> Response:
        """The person on whose behalf the call is made."""
        user = request.user
        user.token = request.auth if isinstance(request.auth, ApiToken) else None
        return Response(MeSerializer(user).data)
