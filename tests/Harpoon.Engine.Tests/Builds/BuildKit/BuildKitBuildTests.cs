using System.Text;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.Secrets;
using Harpoon.Engine.Machine.Secrets;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.BuildKit;

/// <summary>What BuildKit does that the classic builder does not; what both do is tested with both.</summary>
[Trait("Tier", "Smoke")]
public sealed class BuildKitBuildTests
{
    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task Each_step_has_a_number_its_lines_and_its_time()
    {
        await using var project = await ProjectAsync();
        project.With("RUN echo said", "RUN true");

        await project.BuildAsync();

        var lines = project.Output.ToList();
        var header = lines.FindIndex(line => line.Contains("[2/3] RUN echo said", StringComparison.Ordinal));
        Assert.Matches("^#[0-9]+ ", lines[header]);
        Assert.Contains("said", lines.Skip(header));
        Assert.Contains(lines.Skip(header), line => line.StartsWith(lines[header].Split(' ')[0] + " DONE ", StringComparison.Ordinal));
        Assert.Contains(project.Report.Messages, m => m.Text.Contains(" of 3 steps from the cache, ", StringComparison.Ordinal) && m.Text.Contains(" sent, ", StringComparison.Ordinal));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task What_the_classic_builder_refuses_is_built()
    {
        await using var project = await ProjectAsync();
        project.With("RUN --mount=type=bind,source=a.txt,target=/a.txt cat /a.txt").WithFile("a.txt", project.Name + "\n");

        await project.BuildAsync();

        Assert.Contains(project.Name, project.Output);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_secret_is_seen_by_its_step_and_by_no_one_else()
    {
        await using var project = await ProjectAsync();
        var secret = $"value-{Guid.NewGuid():n}";
        project.With($"RUN --mount=type=secret,id=token echo {project.Name} && sha256sum /run/secrets/token | tee /digest").WithOptions(o => o with
        {
            Secrets = [new SecretSource("token") { EnvironmentVariable = "TOKEN" }],
        });
        project.Variables["TOKEN"] = secret;

        var outcome = await project.BuildAsync();

        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
        Assert.Contains(project.Output, line => line.StartsWith(digest, StringComparison.Ordinal));
        Assert.DoesNotContain(project.Output, line => line.Contains(secret, StringComparison.Ordinal));
        Assert.DoesNotContain(project.Report.Messages, message => message.Text.Contains(secret, StringComparison.Ordinal));
        NonEmpty.All(Directory.GetFiles(project.Path("obj"), "*", SearchOption.AllDirectories), file =>
            Assert.DoesNotContain(secret, File.ReadAllText(file, Encoding.Latin1), StringComparison.Ordinal));
        var saved = await EngineText.OfImageAsync(project.Engine, outcome.ImageId);
        Assert.True(saved.Holds(digest));
        Assert.False(saved.Holds(secret));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_secret_arrives_as_it_is_whatever_is_in_it()
    {
        await using var project = await ProjectAsync();
        var secrets = new Dictionary<string, byte[]>
        {
            ["bytes"] = [.. Enumerable.Range(0, 256).Select(value => (byte)value)],
            ["largest"] = [.. Enumerable.Repeat((byte)'x', 500 * 1024)],
            ["lines"] = Encoding.UTF8.GetBytes("one\r\ntwo\n\n"),
        };
        foreach (var (id, value) in secrets)
        {
            await File.WriteAllBytesAsync(project.Path(id), value, TestContext.Current.CancellationToken);
        }

        project.With($"RUN {string.Join(' ', secrets.Keys.Select(id => $"--mount=type=secret,id={id}"))} cd /run/secrets && sha256sum *")
            .WithOptions(o => o with { Secrets = [.. secrets.Keys.Select(id => new SecretSource(id) { File = id })] });

        await project.BuildAsync();

        NonEmpty.All(secrets, secret => Assert.Contains(
            $"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(secret.Value))}  {secret.Key}", project.Output));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task An_ssh_agent_is_there_for_its_step()
    {
        Assert.SkipUnless(ExternalProgram.Exists("ssh-agent"), "OpenSSH's client is not installed.");
        await using var project = await ProjectAsync();
        var socket = project.Path("agent");
        using var agent = ExternalProgram.Start("/dev/null", "ssh-agent", "-D", "-a", socket);
        while (!File.Exists(socket))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        project.Variables["SSH_AUTH_SOCK"] = socket;
        project.With("RUN --mount=type=ssh,required=true test -S \"$SSH_AUTH_SOCK\" && echo an-agent")
            .WithOptions(o => o with { SshForwards = [new SshForward("default")] });
        try
        {
            await project.BuildAsync();
        }
        finally
        {
            agent.Kill();
        }

        Assert.Contains("an-agent", project.Output);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_step_uses_keys_from_files_and_no_layer_has_them()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && ExternalProgram.Exists("ssh-add"), "A step needs OpenSSH's client of a Linux machine.");
        await using var project = await ProjectAsync();
        foreach (var name in (string[])["first", "second"])
        {
            await ExternalProgram.RunAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", $"{name}-{project.Name}", "-f", project.Path(name)]);
        }

        await ProgramFiles.CopyAsync("ssh-add", project.Path("client"));
        await ProgramFiles.CopyAsync("ssh-keygen", project.Path("client"));
        project.WithFile("client/etc/passwd", "root:x:0:0:root:/:/bin/sh\n").WithFile("client/data", "to be signed")
            .With("COPY client/ /", "RUN --mount=type=ssh ssh-add -L | tee /key.pub && head -n 1 /key.pub >/one.pub && ssh-keygen -Y sign -f /one.pub -n tests /data && ssh-keygen -Y check-novalidate -n tests -s /data.sig </data")
            .WithOptions(o => o with { SshForwards = [new SshForward("default") { KeyFiles = ["first", "second"] }] });

        var outcome = await project.BuildAsync();

        var saved = await EngineText.OfImageAsync(project.Engine, outcome.ImageId);
        foreach (var name in (string[])["first", "second"])
        {
            var secretPart = (await File.ReadAllLinesAsync(project.Path(name), TestContext.Current.CancellationToken))[^3];
            Assert.False(saved.Holds(secretPart));
            Assert.Contains((await File.ReadAllTextAsync(project.Path(name + ".pub"), TestContext.Current.CancellationToken)).Trim(), project.Output);
        }

        Assert.True(saved.Holds($"first-{project.Name}"));
        Assert.Contains(project.Output, line => line.StartsWith("Good \"tests\" signature", StringComparison.Ordinal));
    }

    private static Task<BuildProject> ProjectAsync() => BuildProject.CreateAsync(BuilderChoice.BuildKit);
}
