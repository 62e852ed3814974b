package dev.ostia.translator.route.feature;

import com.google.protobuf.ByteString;
import dev.ostia.translator.route.rule.RouteLimits;
import dev.ostia.translator.route.rule.RuleScope;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.route.v3.DirectResponseAction;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPBody;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPBodyBytes;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPBodyString;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPDirectResponse;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** {@code http[].directResponse}: an answer of the gateway itself. */
final class DirectResponse implements RouteFeature {

  @Override
  public void apply(HTTPRoute rule, RuleScope scope, Route.Builder route) {
    HTTPDirectResponse response = rule.getDirectResponse();
    if (response == null || route.hasRedirect()) {
      return;
    }
    int status = response.getStatus() == null ? 0 : response.getStatus().intValue();
    if (status < 200 || status > 599) {
      scope.refuse(
          ".directResponse.status",
          "Envoy cannot answer with status " + status,
          "Use one from 200 to 599");
      return;
    }
    DirectResponseAction.Builder action = DirectResponseAction.newBuilder().setStatus(status);
    HTTPBody given = response.getBody();
    if (given != null && given.getSpecifier() != null) {
      DataSource body = body(given, scope);
      if (body == null) {
        return;
      }
      action.setBody(body);
    }
    route.setDirectResponse(action);
  }

  private static @Nullable DataSource body(HTTPBody given, RuleScope scope) {
    DataSource.Builder body = DataSource.newBuilder();
    int size = 0;
    switch (given.getSpecifier()) {
      case HTTPBodyString text when text.getString() != null -> {
        body.setInlineString(text.getString());
        size = body.getInlineStringBytes().size();
      }
      case HTTPBodyBytes encoded when encoded.getBytes() != null -> {
        try {
          body.setInlineBytes(ByteString.copyFrom(Base64.getDecoder().decode(encoded.getBytes())));
        } catch (IllegalArgumentException e) {
          scope.refuse(".directResponse.body.bytes", "not Base64", "Encode the body as Base64");
          return null;
        }
        size = body.getInlineBytes().size();
      }
      case null, default -> body.setInlineString("");
    }
    if (size > RouteLimits.MAX_DIRECT_RESPONSE_BODY_BYTES) {
      scope.refuse(
          ".directResponse.body",
          "the body has %d bytes, the limit is %d"
              .formatted(size, RouteLimits.MAX_DIRECT_RESPONSE_BODY_BYTES),
          "Serve large bodies from a backend");
      return null;
    }
    return body.build();
  }
}
