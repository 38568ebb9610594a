using Harpoon.Engine.Runs.Development;

namespace Harpoon.Engine.Tests.Runs.Development;

public sealed class ContainerAccountTests
{
    private const string Passwd = "# a comment\nroot:x:0:0:root:/root:/bin/sh\napp:x:1654:1654::/home/app:/bin/false\nbroken:x\n12:x:99:99::/of-12:\nbare:x:7:7:::\n";

    [Theory]
    [InlineData("0", null, 0, "/root")]
    [InlineData("root", null, 0, "/root")]
    [InlineData("app", null, 1654, "/home/app")]
    [InlineData("1654", null, 1654, "/home/app")]
    [InlineData("app", "/elsewhere", 1654, "/elsewhere")]
    [InlineData("app", "", 1654, "/home/app")]
    [InlineData("1000", null, 1000, "/")]
    [InlineData("12", null, 99, "/of-12")]
    [InlineData("bare", null, 7, "/")]
    [InlineData("nobody", null, 0, "/")]
    public void A_user_is_who_the_engine_takes_it_for(string user, string? home, int uid, string folder) =>
        Assert.Equal(new ContainerAccount(uid, folder), ContainerAccounts.Find(Passwd, user, home));
}
