package dev.ostia.controlplane.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.ostia.controlplane.xds.identity.ClientIdentity;
import dev.ostia.controlplane.xds.identity.RefusedTokenException;
import dev.ostia.controlplane.xds.identity.TokenVerifier;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Has the API server say whose the tokens of proxies are (TokenReview). While it does not answer, a
 * token that it has confirmed before is believed until the token's own end, so that a gateway that
 * connects again is served on.
 */
public final class TokenReviews implements TokenVerifier {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MAX_REMEMBERED = 10_000;
  private static final Pattern USER = Pattern.compile("system:serviceaccount:([^:]+):([^:]+)");

  private final KubernetesClient client;
  private final String audience;
  private final Clock clock;
  private final Cache<String, ClientIdentity> confirmed =
      CacheBuilder.newBuilder()
          .maximumSize(MAX_REMEMBERED)
          .expireAfterWrite(Duration.ofDays(1))
          .build();

  /**
   * Makes a verifier.
   *
   * @param client with the right to create tokenreviews; stays the caller's
   * @param audience that a token must be for
   */
  public TokenReviews(KubernetesClient client, String audience) {
    this(client, audience, Clock.systemUTC());
  }

  TokenReviews(KubernetesClient client, String audience, Clock clock) {
    this.client = client;
    this.audience = audience;
    this.clock = clock;
  }

  @Override
  public ClientIdentity verify(String token) throws RefusedTokenException {
    TokenReviewStatus status;
    try {
      status = review(token);
    } catch (KubernetesClientException e) {
      return remembered(token, e);
    }
    ClientIdentity identity;
    try {
      identity = judge(status);
    } catch (RefusedTokenException e) {
      confirmed.invalidate(token);
      throw e;
    }
    confirmed.put(token, identity);
    return identity;
  }

  private @Nullable TokenReviewStatus review(String token) {
    TokenReview review =
        new TokenReviewBuilder()
            .withNewSpec()
            .withToken(token)
            .withAudiences(audience)
            .endSpec()
            .build();
    return client.resource(review).create().getStatus();
  }

  private ClientIdentity judge(@Nullable TokenReviewStatus status) throws RefusedTokenException {
    if (status == null || !Boolean.TRUE.equals(status.getAuthenticated())) {
      throw RefusedTokenException.of(reason(status));
    }
    List<String> audiences = status.getAudiences();
    if (audiences == null || !audiences.contains(audience)) {
      throw RefusedTokenException.of("it is not for the audience '" + audience + "'");
    }
    String user = String.valueOf(status.getUser().getUsername());
    Matcher account = USER.matcher(user);
    if (!account.matches()) {
      throw RefusedTokenException.of("'" + user + "' is no service account");
    }
    return new ClientIdentity(account.group(1), account.group(2), user);
  }

  /** The API server's words, which name what it expected but not what was sent. */
  private String reason(@Nullable TokenReviewStatus status) {
    String said = status == null || status.getError() == null ? "" : ": " + status.getError();
    return "the API server does not confirm it for the audience '" + audience + "'" + said;
  }

  private ClientIdentity remembered(String token, KubernetesClientException e)
      throws RefusedTokenException {
    ClientIdentity identity = confirmed.getIfPresent(token);
    if (identity != null && clock.instant().isBefore(end(token))) {
      return identity;
    }
    throw RefusedTokenException.unknown(
        e.getStatus() != null && e.getStatus().getMessage() != null
            ? e.getStatus().getMessage()
            : "the API server does not answer");
  }

  /** What the token itself says; only of a token that was confirmed. */
  private static Instant end(String token) {
    String[] parts = token.split("\\.", -1);
    try {
      String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      JsonNode end = MAPPER.readTree(claims).path("exp");
      return end.isNumber() ? Instant.ofEpochSecond(end.longValue()) : Instant.EPOCH;
    } catch (JsonProcessingException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return Instant.EPOCH;
    }
  }
}
