package io.quell.infra.permissions;

import java.util.List;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/// The hubs that Quell's functions work on: those of the stack's account and Region.
public final class Hubs {
  private Hubs() {}

  /// The ARNs of the two kinds of hub, that of ASFF first. The id of OCSF's hub is not known
  /// before it is enabled.
  public static List<String> of(Construct scope) {
    return List.of(hub(scope, "hub", "default"), hub(scope, "hubv2", "*"));
  }

  private static String hub(Construct scope, String kind, String name) {
    return Stack.of(scope)
        .formatArn(
            ArnComponents.builder()
                .service("securityhub")
                .resource(kind)
                .resourceName(name)
                .arnFormat(ArnFormat.SLASH_RESOURCE_NAME)
                .build());
  }
}
