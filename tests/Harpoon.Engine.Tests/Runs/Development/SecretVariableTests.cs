using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.DotnetRun;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Machine.Secrets;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Runs.Development;

public sealed class SecretVariableTests : IDisposable
{
    private static readonly SecretSource File1 = new("Api__Key") { File = "key.txt" };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private HostEnvironment Host => new(name => name == "TOKEN" ? "from elsewhere" : null, _folder.Path, _folder.Path);

    [Fact]
    public void A_value_is_read_from_a_file_a_variable_or_the_users_secrets()
    {
        Write("key.txt", " hush \r\n\n"u8);
        Write(".microsoft/usersecrets/id/secrets.json", """{ "Api:Key": "hush\n" }"""u8);

        Assert.Equal(" hush ", SecretVariable.Read(File1, Host).Value);
        Assert.Equal("from elsewhere", SecretVariable.Read(new SecretSource("A") { EnvironmentVariable = "TOKEN" }, Host).Value);
        Assert.Equal("hush\n", SecretVariable.Read(new SecretSource("A") { UserSecret = "Api:Key", UserSecretsId = "id" }, Host).Value);
    }

    [Fact]
    public void What_is_no_text_is_refused_and_not_repeated()
    {
        Write("key.txt", "hu\0sh"u8);
        var error = Assert.Throws<HarpoonException>(() => SecretVariable.Read(File1, Host));
        Assert.Equal("HRP4311", Assert.Single(error.Diagnostics).Code);
        Assert.DoesNotContain("hu", error.Message, StringComparison.Ordinal);

        Write("key.txt", [0xff, 0xfe]);
        Assert.Equal("HRP4311", Assert.Single(Assert.Throws<HarpoonException>(() => SecretVariable.Read(File1, Host)).Diagnostics).Code);
    }

    [Fact]
    public void A_deferred_run_is_written_without_it_and_reads_it_itself()
    {
        Write("key.txt", "hush"u8);
        var run = new DeferredRun("/p/App.csproj", new EndpointOptions(), new ContainerRunOptions("i") { Environment = [SecretVariable.Read(File1, Host)] });

        var path = DeferredFile.Write(_folder.Path, run.WithoutInheritedValues());

        Assert.DoesNotContain("hush", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Equal("Api__Key=hush", $"{Assert.Single(DeferredFile.ReadRun(path).WithInheritedValues(Host).Options.Environment)}");
    }

    private void Write(string name, ReadOnlySpan<byte> content)
    {
        var path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}
