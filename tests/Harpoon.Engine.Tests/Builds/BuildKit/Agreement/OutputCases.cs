namespace Harpoon.Engine.Tests.Builds.BuildKit.Agreement;

/// <summary>What the image says of itself, and the forms in which it is written. See <see cref="AgreementCase.Parse"/>.</summary>
internal static class OutputCases
{
    public const string Text = """
        ### a time of its sources
        @ epoch 1600000000
        FROM BUSYBOX
        ARG SOURCE_DATE_EPOCH
        RUN echo $SOURCE_DATE_EPOCH > /made

        ### a provenance of mode=min
        @ provenance min
        FROM scratch
        COPY a.txt /

        ### a provenance of mode=max
        @ provenance max
        @ arg A=value
        FROM scratch
        ARG A
        ENV B=$A
        COPY a.txt /

        ### annotations
        @ annotation com.example.one=1
        @ annotation manifest-descriptor:com.example.two=2, 3
        FROM scratch
        COPY a.txt /

        ### annotations of an index
        @ provenance min
        @ annotation index:com.example.one=1
        FROM scratch
        COPY a.txt /

        ### the archive of docker
        @ output type=docker
        FROM scratch
        COPY a.txt /
        ENV A=b

        ### an archive of the OCI layout with zstd
        @ output type=oci,compression=zstd,force-compression=true
        FROM scratch
        COPY sub /

        ### an archive with the media types of docker
        @ output type=oci,oci-mediatypes=false
        FROM scratch
        COPY sub /

        ### a tar of the files
        @ output type=tar
        FROM BUSYBOX AS made
        RUN mkdir -p /o/deep && echo x > /o/deep/x && ln -s deep/x /o/l && ln /o/deep/x /o/h && chmod 4755 /o/deep/x
        FROM scratch
        COPY --from=made /o /

        ### a tar of two platforms
        @ output type=tar
        @ platforms linux/amd64,linux/arm64
        FROM scratch
        COPY a.txt /

        ### a folder of the files
        @ output type=local
        FROM BUSYBOX AS made
        RUN mkdir -p /o/deep && echo x > /o/deep/x && ln -s deep/x /o/l && chmod 0750 /o/deep && chmod 0640 /o/deep/x && touch -d @1000000000 /o/deep/x
        FROM scratch
        COPY --from=made /o /
        COPY a.txt sub /context/

        ### a folder of two platforms
        @ output type=local
        @ platforms linux/amd64,linux/arm64
        FROM scratch
        COPY a.txt /
        """;
}
