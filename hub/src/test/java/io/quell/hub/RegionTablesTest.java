package io.quell.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.EndpointTag;
import software.amazon.awssdk.regions.GeneratedServiceMetadataProvider;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.RegionMetadata;
import software.amazon.awssdk.regions.ServiceEndpointKey;
import software.amazon.awssdk.regions.ServiceMetadata;

/// What stands before the SDK's own tables of Regions answers as they do, and loads less.
final class RegionTablesTest {
  private static final String SERVICES = "software/amazon/awssdk/regions/servicemetadata/";

  @Test
  void answersAsTheSdkDoesForEveryServiceAndRegion() throws Exception {
    List<String> prefixes = new ArrayList<>(publishedPrefixes());
    assertThat(prefixes).hasSizeGreaterThan(300).contains("securityhub", "sqs", "s3", "api.ecr");
    prefixes.add("no-such-service");

    Map<String, String> answers = new Answers().apply(prefixes);

    assertThat(answers).hasSizeGreaterThan(50_000).isEqualTo(published(Answers.class, prefixes));
  }

  @Test
  void loadsTheOneServiceThatIsAskedAbout() throws Exception {
    assertThat(servicesLoaded(classPath()))
        .containsExactly(SERVICES.replace('/', '.') + "SecurityhubServiceMetadata");
    assertThat(servicesLoaded(classPathOfTheSdk())).hasSizeGreaterThan(300);
  }

  /// What the SDK says about all Regions, known and unknown, and about services in them.
  public static final class Answers implements Function<List<String>, Map<String, String>> {
    private static final List<String> UNKNOWN =
        List.of(
            "eu-west-9", "us-gov-north-1", "cn-x-1", "fips-us-east-1", "us-west-2-fips", "mars");
    private static final List<List<String>> TAGS =
        List.of(List.of(), List.of("fips"), List.of("dualstack"), List.of("fips", "dualstack"));

    @Override
    public Map<String, String> apply(List<String> prefixes) {
      Map<String, String> all = new TreeMap<>();
      for (Region region :
          Stream.concat(Region.regions().stream(), UNKNOWN.stream().map(Region::of)).toList()) {
        RegionMetadata known = RegionMetadata.of(region);
        all.put(
            region.id(),
            PartitionMetadata.of(region).id()
                + (known == null ? "" : known.id() + known.description() + known.partition().id()));
        for (String prefix : prefixes) {
          ServiceMetadata service = ServiceMetadata.of(prefix);
          for (List<String> tags : TAGS) {
            ServiceEndpointKey key =
                ServiceEndpointKey.builder()
                    .region(region)
                    .tags(tags.stream().map(EndpointTag::of).toList())
                    .build();
            all.put(
                prefix + region + tags,
                answer(() -> service.endpointFor(key)) + answer(() -> service.signingRegion(key)));
          }
          all.put(prefix, service.regions().toString() + service.servicePartitions().size());
        }
      }
      return all;
    }

    private static String answer(Supplier<Object> question) {
      try {
        return String.valueOf(question.get());
      } catch (RuntimeException e) {
        return e.toString();
      }
    }
  }

  /// The services that the SDK knows, as it names them itself.
  public static final class Prefixes implements Function<List<String>, List<String>> {
    @Override
    public List<String> apply(List<String> classNames) {
      return classNames.stream().map(Prefixes::prefix).toList();
    }

    private static String prefix(String className) {
      try {
        var field = Class.forName(className).getDeclaredField("ENDPOINT_PREFIX");
        field.setAccessible(true);
        return String.valueOf(field.get(null));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static List<String> publishedPrefixes() throws Exception {
    Path jar = Path.of(Region.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (ZipFile sdk = new ZipFile(jar.toFile())) {
      return published(
          Prefixes.class,
          sdk.stream()
              .map(entry -> entry.getName().replace('/', '.'))
              .filter(name -> name.startsWith(SERVICES.replace('/', '.')))
              .filter(name -> name.endsWith("ServiceMetadata.class"))
              .filter(name -> !name.contains("Enhanced")) // S3's, which has no prefix of its own
              .map(name -> name.substring(0, name.length() - ".class".length()))
              .toList());
    }
  }

  /// Asks the SDK as published, without Quell's classes.
  @SuppressWarnings("unchecked")
  private static <T, R> R published(Class<? extends Function<T, R>> question, T asked)
      throws Exception {
    try (var sdk = new URLClassLoader(classPathOfTheSdk(), ClassLoader.getPlatformClassLoader())) {
      return ((Function<T, R>)
              sdk.loadClass(question.getName()).getDeclaredConstructor().newInstance())
          .apply(asked);
    }
  }

  private static URL[] classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(
            entry -> {
              try {
                return Path.of(entry).toUri().toURL();
              } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
              }
            })
        .toArray(URL[]::new);
  }

  private static URL[] classPathOfTheSdk() {
    URL own =
        GeneratedServiceMetadataProvider.class.getProtectionDomain().getCodeSource().getLocation();
    URL[] others =
        Stream.of(classPath())
            .filter(entry -> !entry.toString().equals(own.toString()))
            .toArray(URL[]::new);
    assertThat(others).as("Quell's classes stand before the SDK's").hasSize(classPath().length - 1);
    return others;
  }

  /// The tables that are loaded to ask for Security Hub's.
  private static List<String> servicesLoaded(URL[] classPath) throws Exception {
    List<String> loaded = new ArrayList<>();
    try (var loader =
        new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader()) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(SERVICES.replace('/', '.'))) {
              loaded.add(name);
            }
            return super.findClass(name);
          }
        }) {
      Object securityHub =
          loader
              .loadClass(ServiceMetadata.class.getName())
              .getMethod("of", String.class)
              .invoke(null, "securityhub");
      assertThat(securityHub.getClass().getSimpleName()).isEqualTo("SecurityhubServiceMetadata");
    }
    return loaded;
  }
}
