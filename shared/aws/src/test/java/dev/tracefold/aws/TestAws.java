package dev.tracefold.aws;

import dev.tracefold.embedded.Stack;
import dev.tracefold.embedded.TestStacks;
import dev.tracefold.testing.memory.MemoryAws;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;

/** Where tests of the stores run: what holds in the emulators must hold in memory, too. */
public enum TestAws {
  EMULATORS {
    @Override
    public Deployed deploy() {
      return new Deployed(TestStacks.create(), null);
    }
  },
  IN_MEMORY {
    @Override
    public Deployed deploy() {
      MemoryAws aws = new MemoryAws(TestStacks.template());
      return new Deployed(aws.stack(), aws);
    }
  };

  /** A new stack of template.yaml, apart from every other one. */
  public abstract Deployed deploy();

  /**
   * A stack, and how clients reach it.
   *
   * @param http {@code null} for the HTTP client that functions use
   */
  public record Deployed(Stack stack, @Nullable SdkHttpClient http) {

    public AwsClients clients(ExecutionInterceptor... interceptors) {
      return http == null ? new AwsClients(interceptors) : new AwsClients(http, interceptors);
    }
  }
}
