package dev.tracefold.embedded;

import dev.tracefold.embedded.Permissions.Access;
import java.util.Objects;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Stops a test at the first call that the policies of the function in template.yaml do not allow.
 * Give it to the clients of a function under test.
 */
public final class PolicyGuard implements ExecutionInterceptor {
  private final Permissions permissions;
  private final AccessNeeds needs;

  /**
   * @param stack where the function runs
   * @param function its logical id
   */
  public PolicyGuard(Stack stack, String function) {
    Objects.requireNonNull(stack, "stack");
    this.permissions = stack.permissions(function);
    this.needs = new AccessNeeds(stack.endpoints());
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    for (Access access : needs.of(context.request())) {
      if (!permissions.allow(access)) {
        throw new AssertionError(
            "The policies of %s in template.yaml do not allow %s on %s with the keys %s"
                .formatted(
                    permissions.function(),
                    access.action(),
                    access.resource(),
                    access.leadingKeys()));
      }
    }
  }
}
