using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.Transfers;

namespace Harpoon.Engine.Tests.Registries.Transfers;

public sealed class TransientFailureTests
{
    [Theory]
    [InlineData("HRP1011", true)]
    [InlineData("HRP3005", true)]
    [InlineData("HRP1012", false)]
    public void A_connection_to_the_engine_that_was_cut_is_opened_again(string code, bool expected) =>
        Assert.Equal(expected, TransientFailure.ReasonOf(new HarpoonException(Diagnostic.Of(code, "a", "b"))) is not null);
}
