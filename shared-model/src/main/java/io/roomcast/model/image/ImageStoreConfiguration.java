package io.roomcast.model.image;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
@EnableConfigurationProperties(ImageStoreProperties.class)
class ImageStoreConfiguration {
    @Bean
    @ConditionalOnMissingBean
    ImageStore imageStore(ImageStoreProperties properties) {
        return new LocalImageStore(properties.folder());
    }
}
