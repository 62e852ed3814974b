package dev.ostia.controlplane.cases.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The certificates that {@code testdata/certificates.yaml} describes, each made when it is first
 * asked for and the same as long as this JVM runs.
 */
public final class Certificates {

  /** Those of the case folders. */
  public static final Certificates OF_CASES =
      new Certificates(
          Path.of(System.getProperty("ostia.root", ".."), "testdata", "certificates.yaml"));

  private final Map<String, CertificateSpec> specs = new HashMap<>();
  private final Map<String, TestCertificate> made = new HashMap<>();

  private Certificates(Path catalog) {
    try {
      Map<?, ?> all =
          (Map<?, ?>)
              new Load(LoadSettings.builder().build()).loadFromString(Files.readString(catalog));
      all.forEach((name, entry) -> specs.put(name.toString(), spec(name.toString(), entry)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CertificateSpec spec(String name, Object entry) {
    Map<?, ?> map = (Map<?, ?>) entry;
    return new CertificateSpec(
        name,
        text(map, "issuer").orElse("ca"),
        text(map, "subject").orElseThrow(),
        texts(map, "dns"),
        texts(map, "uri"),
        new BigInteger(text(map, "serial").orElseThrow()),
        text(map, "authority").isPresent(),
        text(map, "key").equals(Optional.of("rsa")),
        text(map, "notBefore").map(Instant::parse).orElse(CertificateSpec.PAST),
        text(map, "notAfter").map(Instant::parse).orElse(CertificateSpec.FUTURE));
  }

  private static Optional<String> text(Map<?, ?> map, String key) {
    return Optional.ofNullable(map.get(key)).map(Object::toString);
  }

  private static List<String> texts(Map<?, ?> map, String key) {
    return map.get(key) instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of();
  }

  /** The certificate of this name. */
  public synchronized TestCertificate get(String name) {
    TestCertificate known = made.get(name);
    if (known != null) {
      return known;
    }
    CertificateSpec spec = specs.get(name);
    if (spec == null) {
      throw new IllegalArgumentException("certificates.yaml has no " + name);
    }
    TestCertificate certificate =
        spec.issuer().equals(name)
            ? Forge.selfSigned(spec)
            : Forge.signed(spec, get(spec.issuer()));
    made.put(name, certificate);
    return certificate;
  }
}
